//! The screens of another suite: its plaza, its scenes, and how they are drawn as text.
#![allow(dead_code)]

#[path = "../screens/dump.rs"]
pub mod dump;
#[path = "../screens/guarded.rs"]
pub mod guarded;
#[path = "../screens/health.rs"]
pub mod health;
#[path = "../screens/kill.rs"]
mod kill;
#[path = "../screens/logs.rs"]
mod logs;
#[path = "../screens/plaza.rs"]
pub mod plaza;
#[path = "../screens/queue.rs"]
mod queue;
#[path = "../screens/scenes.rs"]
pub mod scenes;
#[path = "../screens/sheets.rs"]
pub mod sheets;
#[path = "../screens/stage.rs"]
pub mod stage;
