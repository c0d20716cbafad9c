//! How a customer's words sound: a small list of words in Spanish, Portuguese and English, counted. A guess for
//! a glance and never a rule: it is shown as such, and nothing is decided by it.

/// How one message sounds, from -2 (very angry) to 2 (very glad); 0: nothing was heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mood(i8);

/// Where a run of messages goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Nothing was heard in any of them.
    Quiet,
    Better,
    Worse,
    Good,
    Bad,
}

/// Beginnings of words; a word that begins so counts. No word of an everyday question is among them.
const BAD: &[&str] = &[
    "malo",
    "mala",
    "peor",
    "molest",
    "enoj",
    "furios",
    "pésim",
    "pesim",
    "terribl",
    "horribl",
    "queja",
    "reclam",
    "estaf",
    "fraud",
    "mentir",
    "harto",
    "harta",
    "inaceptabl",
    "vergüenza",
    "nunca",
    "jamás",
    "denunci",
    "péssim",
    "raiva",
    "absurd",
    "engan",
    "reclama",
    "angry",
    "awful",
    "worst",
    "scam",
    "refund",
    "unacceptabl",
    "useless",
    "furious",
];
const GOOD: &[&str] = &[
    "gracias",
    "excelente",
    "perfect",
    "genial",
    "amable",
    "feliz",
    "encant",
    "obrigad",
    "ótim",
    "maravilh",
    "thank",
    "great",
    "lovely",
    "awesome",
];

impl Mood {
    /// How a text sounds. Shouting (a longer text in capitals) and repeated marks make it one worse.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = || lower.split(|c: char| !c.is_alphanumeric());
        let count = |list: &[&str]| {
            let is_in = |word: &&str| list.iter().any(|one| word.starts_with(one));
            i8::try_from(words().filter(is_in).count().min(4)).unwrap_or(4)
        };
        let mut score = count(GOOD) - count(BAD);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let (all, capital) = letters.fold((0, 0), |(all, capital), c| {
            (all + 1, capital + usize::from(c.is_uppercase()))
        });
        if all >= 8 && capital == all || text.contains("!!") || text.contains("??") {
            score -= 1;
        }
        Self(score.clamp(-2, 2))
    }

    /// From 0 (very angry) to 4 (very glad); 2: nothing was heard.
    pub fn step(self) -> usize {
        usize::try_from(self.0 + 2).unwrap_or(2)
    }
}

/// Where messages go, the oldest first.
pub fn course(moods: &[Mood]) -> Course {
    if moods.iter().all(|mood| mood.0 == 0) {
        return Course::Quiet;
    }
    let sum = |part: &[Mood]| part.iter().map(|mood| i32::from(mood.0)).sum::<i32>();
    let (before, after) = moods.split_at(moods.len() / 2);
    match sum(after) - sum(before) {
        _ if before.is_empty() && sum(after) < 0 => Course::Bad,
        _ if before.is_empty() => Course::Good,
        change if change < 0 => Course::Worse,
        change if change > 0 => Course::Better,
        _ if sum(moods) < 0 => Course::Bad,
        _ => Course::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anger_thanks_and_plain_questions_are_told_apart() {
        assert!(Mood::of("Esto es pésimo, voy a poner una queja") < Mood::default());
        assert!(Mood::of("Muchas gracias, perfecto") > Mood::default());
        assert_eq!(Mood::of("¿Cuánto cuesta el envío?"), Mood::default());
        assert!(Mood::of("QUIERO MI PEDIDO") < Mood::default());
    }

    #[test]
    fn the_course_compares_the_later_half_with_the_earlier() {
        let of = |texts: &[&str]| course(&texts.iter().map(|t| Mood::of(t)).collect::<Vec<_>>());
        assert_eq!(of(&["gracias", "hola", "esto es terrible"]), Course::Worse);
        assert_eq!(of(&["terrible", "hola", "gracias"]), Course::Better);
        assert_eq!(of(&["hola", "¿tienen?"]), Course::Quiet);
        assert_eq!(of(&["terrible"]), Course::Bad);
        assert_eq!(of(&[]), Course::Quiet);
    }
}
