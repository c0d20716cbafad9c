//! At no size does drawing fail, and no control character ever reaches a cell.

use proptest::prelude::*;

use super::dump::{ascii, dark, mono};
use super::scenes::SCENES;
use super::stage::draw_at;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scene_at_any_size_is_drawn_without_control_characters(
        scene in 0..SCENES.len(),
        (columns, rows) in (1_u16..=250, 1_u16..=60),
        (other_columns, other_rows) in (1_u16..=250, 1_u16..=60),
    ) {
        let mut stage = SCENES[scene].stage(120, 36);
        stage.resize(columns, rows);
        for theme in [dark(), mono(), ascii()] {
            // The terminal may have changed its size before the state knows.
            for (w, h) in [(columns, rows), (other_columns, other_rows)] {
                let buffer = draw_at(&stage.state, &theme, w, h);
                for cell in &buffer.content {
                    prop_assert!(!cell.symbol().chars().any(char::is_control));
                }
            }
        }
    }
}
