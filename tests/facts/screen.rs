//! The console of the tests of screens, drawn over the plaza.

#[path = "../screens/dump.rs"]
pub mod dump;
#[path = "../screens/plaza.rs"]
pub mod plaza;
#[path = "../screens/sheets.rs"]
pub mod sheets;
#[path = "../screens/stage.rs"]
pub mod stage;

use switchboard::app::command::Command;

/// Everything is read; the first system has sheets.
pub fn console() -> stage::Stage {
    let mut console = sheets::stage(stage::Stage::cold(80, 24));
    console.run();
    console
}

/// What is on it after these commands.
pub fn shown(console: &mut stage::Stage, commands: &[Command]) -> String {
    for command in commands {
        console.command(*command);
    }
    dump::text(&console.draw(&dump::dark()))
}
