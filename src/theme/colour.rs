//! Colours down the ladder: what a terminal cannot show becomes the nearest that it can.

use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: weight, underline and reverse only.
    Mono,
    /// The terminal's own sixteen.
    Sixteen,
    /// The cube of 6 × 6 × 6 and 24 greys.
    TwoFiftySix,
    True,
}

/// A colour as a theme states it: exact, and by name for terminals with sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tint {
    pub exact: Option<(u8, u8, u8)>,
    pub named: Option<Color>,
}

impl Tint {
    /// What to write at this depth; `None` leaves the terminal's own colour.
    pub fn at(self, depth: Depth) -> Option<Color> {
        match (depth, self.exact) {
            (Depth::Mono, _) => None,
            (Depth::Sixteen, _) => self.named,
            (Depth::TwoFiftySix, Some(rgb)) => Some(Color::Indexed(nearest(rgb))),
            (Depth::True, Some((r, g, b))) => Some(Color::Rgb(r, g, b)),
            (Depth::TwoFiftySix | Depth::True, None) => self.named,
        }
    }
}

/// Reads `#rrggbb`.
pub(super) fn hex(raw: &str) -> Option<(u8, u8, u8)> {
    let digits = raw
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some((r, g, b))
}

/// Reads one of the sixteen names.
pub(super) fn name(raw: &str) -> Option<Color> {
    Some(match raw {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

/// The levels of the cube's axes in xterm's palette.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The index of the nearest colour of xterm's fixed 240 (the first 16 belong to the person).
fn nearest(rgb: (u8, u8, u8)) -> u8 {
    let (r, rl) = level(rgb.0);
    let (g, gl) = level(rgb.1);
    let (b, bl) = level(rgb.2);
    let cube = (16 + 36 * r + 6 * g + b, distance(rgb, (rl, gl, bl)));
    (0..24_u8)
        .map(|step| {
            let grey = 8 + 10 * step;
            (232 + step, distance(rgb, (grey, grey, grey)))
        })
        .fold(cube, |best, next| if next.1 < best.1 { next } else { best })
        .0
}

/// The step of an axis nearest to `value`, with its level.
fn level(value: u8) -> (u8, u8) {
    LEVELS
        .into_iter()
        .zip(0_u8..)
        .map(|(level, step)| (step, level))
        .min_by_key(|(_, level)| level.abs_diff(value))
        .unwrap_or((0, 0))
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_goes_down_to_the_nearest_colour() {
        let red = Tint {
            exact: hex("#ff0000"),
            named: name("red"),
        };
        assert_eq!(red.at(Depth::True), Some(Color::Rgb(255, 0, 0)));
        assert_eq!(red.at(Depth::TwoFiftySix), Some(Color::Indexed(196)));
        assert_eq!(red.at(Depth::Sixteen), Some(Color::Red));
        assert_eq!(red.at(Depth::Mono), None);
        assert_eq!(nearest((0x12, 0x12, 0x12)), 233);
        assert_eq!(nearest((0x5f, 0x87, 0xd7)), 68);
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for raw in ["", "#fff", "ff0000", "#gg0000", "#ff00000", "#+f0000"] {
            assert_eq!(hex(raw), None, "{raw}");
        }
        assert_eq!(name("pink"), None);
    }
}
