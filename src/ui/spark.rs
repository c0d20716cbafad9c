//! Small charts out of block characters.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The last `width` values as one line of blocks, the greatest full; a day without anything is a dot.
pub fn spark(values: &[u64], width: usize) -> String {
    let from = values.len().saturating_sub(width);
    let shown = values.get(from..).unwrap_or_default();
    let most = shown.iter().copied().max().unwrap_or(0);
    shown.iter().map(|value| block(*value, most)).collect()
}

fn block(value: u64, most: u64) -> char {
    if value == 0 || most == 0 {
        return '·';
    }
    let step = (u128::from(value) * 8).div_ceil(u128::from(most)) - 1;
    usize::try_from(step)
        .ok()
        .and_then(|step| BLOCKS.get(step))
        .copied()
        .unwrap_or('█')
}

/// A bar of `width` columns of which `percent` is full; more than all is all.
pub fn bar(percent: f64, width: usize) -> (String, String) {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let full = ((percent.clamp(0.0, 100.0) / 100.0 * width as f64).round() as usize).min(width);
    ("█".repeat(full), "░".repeat(width - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_is_full_and_nothing_is_a_dot() {
        assert_eq!(spark(&[0, 1, 4, 8], 10), "·▁▄█");
        assert_eq!(spark(&[0, 0], 10), "··");
        assert_eq!(spark(&[], 10), "");
        assert_eq!(spark(&[1, 2, u64::MAX], 2), "▁█");
    }

    #[test]
    fn a_bar_is_never_longer_than_its_room() {
        assert_eq!(bar(50.0, 4), ("██".into(), "░░".into()));
        assert_eq!(bar(250.0, 4), ("████".into(), String::new()));
        assert_eq!(bar(f64::NAN, 4).0, "");
    }
}
