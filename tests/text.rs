//! Text from tables is harmless on a terminal, whatever it holds, and plain text is left alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use proptest::prelude::*;
use switchboard::domain::mask;
use switchboard::domain::text::{MAX_BYTES, Text, columns, first_lines, truncate, width, wrap};
use unicode_segmentation::UnicodeSegmentation;

/// What no text may hold: controls, direction marks, invisible characters.
fn forbidden(c: char) -> bool {
    (c < '\u{20}' && c != '\n')
        || ('\u{7f}'..='\u{9f}').contains(&c)
        || matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn safe(raw: &str) -> String {
    Text::from_untrusted(raw).as_str().to_owned()
}

/// Raw text and what must be shown.
const HOSTILE: &[(&str, &str)] = &[
    // Control sequences.
    ("a\x1b[31mrojo", "a␛[CSI]rojo"),
    ("\x1b[2J\x1b[H", "␛[CSI]␛[CSI]"),
    ("\x1b[6n", "␛[CSI]"),
    ("\x1b[?1049l", "␛[CSI]"),
    ("\x1b[>c", "␛[CSI]"),
    ("\x1b[21t", "␛[CSI]"),
    ("\x1b[4 q", "␛[CSI]"),
    ("\x1b[12", "␛[CSI]12"),
    ("\x1b[", "␛[CSI]"),
    ("\x1b[12ñ", "␛[CSI]12ñ"),
    ("\x1b[3\x1b[31mx", "␛[CSI]3␛[CSI]x"),
    ("\x1b[1;\n31m", "␛[CSI]1;\n31m"),
    ("\x1b[201~pegado", "␛[CSI]pegado"),
    ("\x1b[38;2;1;2;3mcolor", "␛[CSI]color"),
    // The 8-bit forms.
    ("\u{9b}31mrojo", "␛[CSI]rojo"),
    ("\u{9b}", "␛[CSI]"),
    ("\u{9d}52;c;aG9sYQ==\u{9c}fin", "␛[OSC]fin"),
    ("\u{9d}0;título\x07fin", "␛[OSC]fin"),
    ("\u{90}q#0;2;0;0;0\u{9c}fin", "␛[DCS]fin"),
    ("\u{98}x\u{9c}fin", "␛[SOS]fin"),
    ("\u{9e}x\u{9c}fin", "␛[PM]fin"),
    ("\u{9f}x\u{9c}fin", "␛[APC]fin"),
    ("\u{9c}", "␛"),
    ("\u{84}\u{8d}", "␛␛"),
    // Strings: clipboard, links, titles, palettes, notifications.
    ("\x1b]52;c;aG9sYQ==\x07fin", "␛[OSC]fin"),
    ("\x1b]52;c;?\x1b\\fin", "␛[OSC]fin"),
    (
        "\x1b]8;;http://malo.example\x1b\\clic\x1b]8;;\x1b\\",
        "␛[OSC]clic␛[OSC]",
    ),
    ("\x1b]0;PROD\x07", "␛[OSC]"),
    ("\x1b]2;título\x1b\\", "␛[OSC]"),
    ("\x1b]4;1;?\x07", "␛[OSC]"),
    ("\x1b]9;aviso\x07", "␛[OSC]"),
    ("\x1b]1337;File=:AAAA\x07", "␛[OSC]"),
    ("\x1bP$qm\x1b\\fin", "␛[DCS]fin"),
    ("\x1bP+q544e\x1b\\", "␛[DCS]"),
    ("\x1b_Gf=32;AAAA\x1b\\fin", "␛[APC]fin"),
    ("\x1b^privado\x1b\\fin", "␛[PM]fin"),
    ("\x1bXcadena\x1b\\fin", "␛[SOS]fin"),
    ("\x1b]0;cortado\x18fin", "␛[OSC]fin"),
    // Strings that never end lose only their introducer.
    ("\x1b]hola, quiero hablar", "␛[OSC]hola, quiero hablar"),
    ("\x1b]0;uno\ndos", "␛[OSC]0;uno\ndos"),
    ("\x1bPuno", "␛[DCS]uno"),
    ("\u{9d}uno", "␛[OSC]uno"),
    ("\x1b]0;uno\x1b]0;dos\x07fin", "␛[OSC]0;uno␛[OSC]fin"),
    ("\x1b]0;uno\x1b[31mdos", "␛[OSC]0;uno␛[CSI]dos"),
    ("\x1b", "␛"),
    ("\x1b\x1b[31mx", "␛␛[CSI]x"),
    ("\x1bc", "␛c"),
    ("\x1b(0lqk", "␛(0lqk"),
    ("\x1b#8", "␛#8"),
    ("\x1b\\", "␛\\"),
    ("\x1b\u{200b}[31mx", "␛⟨ZW⟩[31mx"),
    // Single controls.
    ("a\0b", "a␀b"),
    ("a\x07b", "a␇b"),
    ("clave\x08\x08\x08", "clave␈␈␈"),
    ("a\x0e\x0fb", "a␎␏b"),
    ("a\x7fb", "a␡b"),
    ("a\tb", "a    b"),
    ("uno\r\ndos\rtres\u{85}cuatro", "uno\ndos\ntres\ncuatro"),
    ("uno\u{2028}dos\u{2029}tres", "uno\ndos\ntres"),
    ("a\x0b\x0cb", "a␋␌b"),
    // Direction.
    ("\u{202E}oicerp", "⟨RLO⟩oicerp"),
    ("\u{202A}\u{202B}\u{202C}\u{202D}", "⟨LRE⟩⟨RLE⟩⟨PDF⟩⟨LRO⟩"),
    ("\u{2066}\u{2067}\u{2068}\u{2069}", "⟨LRI⟩⟨RLI⟩⟨FSI⟩⟨PDI⟩"),
    ("\u{200E}\u{200F}\u{061C}", "⟨LRM⟩⟨RLM⟩⟨ALM⟩"),
    // Invisible characters.
    ("ma\u{200B}lo", "ma⟨ZW⟩lo"),
    ("ma\u{200B}\u{2060}\u{FEFF}lo", "ma⟨ZW⟩lo"),
    ("\u{FEFF}hola", "⟨ZW⟩hola"),
    ("hola\u{E0041}\u{E0042}\u{E007F}", "hola⟨ZW⟩"),
    ("ma\u{200D}lo", "ma⟨ZW⟩lo"),
    ("ma\u{AD}lo", "ma⟨ZW⟩lo"),
    ("a\u{3164}b", "a⟨ZW⟩b"),
    ("a\u{FE0F}b", "a⟨ZW⟩b"),
    ("👩\u{200D}x", "👩⟨ZW⟩x"),
    ("👩\u{200D}", "👩⟨ZW⟩"),
    ("\u{200D}👩", "⟨ZW⟩👩"),
    ("0🏽", "0⟨tone⟩"),
    // Marks.
    (
        "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}a",
        "Z\u{300}\u{301}\u{302}\u{303}a",
    ),
    ("\u{301}hola", "◌\u{301}hola"),
    ("a\n\u{301}b", "a\n◌\u{301}b"),
];

/// What must pass as it is.
const PLAIN: &[&str] = &[
    "",
    "¿Me ayuda con el pedido 8841? Llegó roto, ¡qué mal!",
    "Olá, não recebi a encomenda; é possível trocar por outra opção?",
    "jose\u{301} lle\u{301}game man\u{303}ana",
    "gracias 👍🏽 👩\u{200D}👩\u{200D}👧\u{200D}👦 🏳\u{FE0F}\u{200D}🌈 ❤\u{FE0F} 👨🏾\u{200D}🚀",
    "🇨🇴🇧🇷 5\u{FE0F}\u{20E3} ☎\u{FE0E} 👩🏻\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨🏿",
    "日本語 한국어 \u{1112}\u{1161}\u{11AB} العربية עברית नमस्ते क्\u{200D}ष می\u{200C}خواهم ไทยได้",
    "dos líneas\ny otra → «bien» — 50 % · $3.500.000 ™ €",
    "[SISTEMA] ⟨RLO⟩ ␛[OSC] [+3]",
];

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    assert!(HOSTILE.len() >= 60);
    for (raw, shown) in HOSTILE {
        assert_eq!(&safe(raw), shown, "from {raw:?}");
        assert!(!safe(raw).chars().any(forbidden), "from {raw:?}");
        assert_eq!(safe(shown), *shown, "again");
    }
}

#[test]
fn plain_text_is_left_alone() {
    for text in PLAIN {
        assert_eq!(&safe(text), text);
    }
}

#[test]
fn a_sequence_longer_than_any_real_one_hides_nothing() {
    let long = format!("\x1b]{}\x07", "a".repeat(5000));
    assert_eq!(safe(&long), format!("␛[OSC]{}␇", "a".repeat(5000)));
}

#[test]
fn endless_joins_and_tones_do_not_make_one_endless_picture() {
    let joined = format!("👩{}", "\u{200D}👩".repeat(100));
    assert!(safe(&joined).contains("⟨ZW⟩"));
    assert!(width(&safe(&joined)) > 20);
    assert!(safe(&format!("👍{}", "🏽".repeat(100))).chars().count() <= 5);
}

#[test]
fn a_huge_text_is_cut_and_says_how_much_is_missing() {
    let raw = "ñ\u{301}".repeat(MAX_BYTES);
    let text = safe(&raw);
    assert!(text.len() <= MAX_BYTES);
    let (kept, note) = text.rsplit_once("[+").unwrap();
    let lost: usize = note.trim_end_matches(']').parse().unwrap();
    assert_eq!(kept.chars().count() + lost, raw.chars().count());
    assert!(kept.ends_with('\u{301}'), "cut inside a grapheme");
    assert_eq!(safe(&text), text);
    assert_eq!(safe(&"a".repeat(MAX_BYTES)).len(), MAX_BYTES);
}

#[test]
fn one_line_and_prints() {
    let text = Text::from_untrusted("uno\r\ndos");
    assert_eq!(text.one_line(), "uno ⏎ dos");
    assert_eq!(format!("{:>9}|", Text::from("uno")), "      uno|");
    assert_eq!(
        serde_json::to_string(&Text::from("\x1b[31m\"")).unwrap(),
        "\"␛[CSI]\\\"\""
    );
    assert!(Text::default().is_empty());
}

#[test]
fn widths_agree_with_the_cells_of_the_screen() {
    use ratatui::buffer::CellWidth;
    for text in PLAIN.iter().filter(|t| !t.contains('\n')) {
        let cells: u16 = text.graphemes(true).map(|g| g.cell_width()).sum();
        assert_eq!(width(text), usize::from(cells), "{text}");
    }
    assert_eq!(width("👩\u{200D}👩\u{200D}👧"), 2);
    assert_eq!(width("日本"), 4);
}

#[test]
fn truncating_keeps_graphemes_whole() {
    assert_eq!(truncate("hola", 4), "hola");
    assert_eq!(truncate("hola!", 4), "hol…");
    assert_eq!(truncate("日本語", 4), "日…");
    assert_eq!(truncate("👩\u{200D}👧x", 2), "…");
    assert_eq!(truncate("hola", 0), "");
}

#[test]
fn columns_begin_where_they_are_told_and_go_one_sign_too_far() {
    assert_eq!(columns("abcdef", 2, 9), "cdef");
    assert_eq!(columns("日本ab", 3, 9), "ab");
    assert_eq!(columns("abc", 9, 9), "");
    assert_eq!(columns("abcdef", 0, 3), "abcd");
    assert_eq!(columns("abcdef", 2, 4), "cdef");
    assert_eq!(columns("👩\u{200D}👧👩\u{200D}👧x", 2, 2), "👩\u{200D}👧x");
}

#[test]
fn wrapping_breaks_between_words() {
    assert_eq!(
        wrap("quiero hablar con alguien", 10),
        ["quiero", "hablar con", "alguien"]
    );
    assert_eq!(wrap("uno\n\ndos", 10), ["uno", "", "dos"]);
    assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    assert_eq!(wrap("  dos    más", 6), ["  dos", "más"]);
    assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    assert_eq!(wrap("hola ", 4), ["hola"]);
    assert_eq!(wrap("", 4), [""]);
}

#[test]
fn phones_show_country_and_last_four() {
    for (raw, shown) in [
        ("+573005554217", "+57 ••• ••42 17"),
        ("+57 300 555 42 17", "+57 ••• ••42 17"),
        ("573005554217", "••• ••42 17"),
        ("whatsapp:+5511998765432", "+55 ••• ••54 32"),
        ("573005554217@s.whatsapp.net", "••• ••42 17"),
        ("+15550142233", "+1 ••• ••22 33"),
        ("+351912345678", "+351 ••• ••56 78"),
        ("+35112345678", "+351 ••• ••56 78"),
        ("+3511234567", "+351 ••• ••45 67"),
        ("+351123456", "••• ••34 56"),
        ("8841", "•••"),
        ("unknown", "•••"),
        ("", ""),
    ] {
        assert_eq!(mask::phone(raw), shown, "{raw}");
    }
    assert_eq!(mask::tail("+573005554217"), "••42 17");
}

#[test]
fn addresses_show_their_first_letter_and_their_domain() {
    for (raw, shown) in [
        ("ana@example.com", "a•••@example.com"),
        (" Ñandú@example.com ", "Ñ•••@example.com"),
        ("a@b@example.com", "a•••@example.com"),
        ("@example.com", "•••@example.com"),
        ("temp_user", "•••"),
        ("", ""),
    ] {
        assert_eq!(mask::email(raw), shown, "{raw}");
    }
    for (raw, shown) in [
        (
            "Ana Díaz <ana@example.com>, \"o\" <luis@mail.example.com>",
            "Ana Díaz <a•••@example.com>, \"o\" <l•••@mail.example.com>",
        ),
        (
            "login of ana@example.com: refused",
            "login of a•••@example.com: refused",
        ),
        ("3 @ 5, no address", "3 @ 5, no address"),
        ("nothing here", "nothing here"),
    ] {
        assert_eq!(mask::emails(raw), shown, "{raw}");
        assert_eq!(mask::emails(shown), shown, "once is enough");
    }
}

#[test]
fn identifiers_lose_numbers_and_nothing_else() {
    for (raw, shown) in [
        ("conv_tenant_573005550142", "conv_tenant_•••0142"),
        ("t#conv_+573005550142", "t#conv_•••0142"),
        (
            "llame al +57 300 555-01 42, por favor",
            "llame al •••0142, por favor",
        ),
        ("tel 3005550142 o 3005550199", "tel •••0142 o •••0199"),
        ("٠٥٥٠١٢٣٤٥٦", "•••٣٤٥٦"),
        ("resp_1763690325123", "resp_•••5123"),
    ] {
        assert_eq!(mask::identifiers(raw), shown, "{raw}");
    }
    for same in [
        "2026-11-21T03:28:45.123Z",
        "2026-11-21T03:28:45.123456789-05:00",
        "2026-11",
        "01KAH7Z3YV5N8Q2R4T6W9X1234",
        "01234567890123456789ABCDEF",
        "10000000-0000-0000-0000-000000000001",
        "tenant-ai-tech-solutions",
        "pedido 8841 y 123456",
        "+30 %, + 2",
    ] {
        assert_eq!(mask::identifiers(same), same);
    }
}

/// Strings in which the dangerous characters are frequent.
fn nasty() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(HOSTILE).prop_map(|(raw, _)| raw.to_owned()),
        prop::sample::select(PLAIN).prop_map(str::to_owned),
        prop::char::range('\0', '\u{a0}').prop_map(String::from),
        prop::char::range('\u{2000}', '\u{2070}').prop_map(String::from),
        prop::char::range('\u{300}', '\u{36f}').prop_map(String::from),
        prop::sample::select(
            &[
                "👩", "\u{200D}", "\u{FE0F}", "🏽", "❤", "क", "1", " ", "\u{1161}"
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_text_holds_what_a_terminal_would_obey(raw in nasty()) {
        let text = safe(&raw);
        prop_assert!(!text.chars().any(forbidden), "{text:?}");
        prop_assert_eq!(safe(&text), text.clone());
    }

    #[test]
    fn long_text_is_bounded_and_stable(raw in nasty(), times in 1usize..4000) {
        let text = safe(&raw.repeat(times));
        prop_assert!(text.len() <= MAX_BYTES);
        prop_assert_eq!(safe(&text), text.clone());
    }

    #[test]
    fn cut_and_wrapped_text_fits(raw in nasty(), cols in 1usize..40) {
        let text = safe(&raw).replace('\n', " ");
        prop_assert!(width(&truncate(&text, cols)) <= cols);
        for line in wrap(&text, cols.max(2)) {
            prop_assert!(width(line) <= cols.max(2) || line.graphemes(true).count() == 1, "{line:?}");
        }
        let kept: String = wrap(&text, cols).concat().replace(' ', "");
        prop_assert_eq!(kept, text.replace(' ', ""));
    }

    #[test]
    fn what_is_not_shown_changes_nothing_of_what_is(raw in nasty(), cols in 1usize..40, most in 0usize..9) {
        let text = safe(&raw);
        let all = wrap(&text, cols);
        prop_assert_eq!(&first_lines(&text, cols, most)[..], &all[..most.min(all.len())]);
        prop_assert_eq!(truncate(columns(&text, 0, cols), cols), truncate(&text, cols));
        let line = text.replace('\n', " ");
        prop_assert_eq!(width(&line), line.graphemes(true).map(width).sum::<usize>());
    }

    #[test]
    fn a_phone_cannot_be_read_back(digits in "[1-9][0-9]{7,14}", plus in any::<bool>(), gap in 0usize..5) {
        let mut raw = if plus { format!("+{digits}") } else { digits.clone() };
        if gap > 0 {
            raw = raw.chars().enumerate().flat_map(|(at, c)| [Some(c), (at % (gap + 1) == gap).then_some(' ')]).flatten().collect();
        }
        let shown: String = mask::phone(&raw).chars().filter(char::is_ascii_digit).collect();
        let last = &digits[digits.len() - 4..];
        prop_assert!(shown.ends_with(last) && shown.len() <= 7 && shown.len() + 3 <= digits.len());
        prop_assert!(digits.starts_with(&shown[..shown.len() - 4]));
        prop_assert!(plus || shown.len() == 4);
        let id = mask::identifiers(&format!("conv_t_{digits}#x"));
        prop_assert_eq!(id, format!("conv_t_•••{last}#x"));
    }

    #[test]
    fn masking_never_fails(raw in nasty()) {
        let _ = mask::phone(&raw);
        let once = mask::identifiers(&raw);
        prop_assert_eq!(mask::identifiers(&once), once.clone());
    }
}
