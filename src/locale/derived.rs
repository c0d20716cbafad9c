//! Words that a platform derives from an item where the item has none of its own: `fetched · stuck`,
//! `used 120 · rating 4.5`. They are English in JSON; here they are said in the language that is spoken.

use std::borrow::Cow;

/// What stands between the parts.
const BESIDE: &str = " · ";

/// A text of such parts; a part that is none of ours stays as it is.
pub fn derived(text: &str) -> Cow<'_, str> {
    match text.split(BESIDE).any(|one| part(one).is_some()) {
        true => {
            let parts = text.split(BESIDE);
            let parts: Vec<Cow<'_, str>> = parts
                .map(|one| part(one).unwrap_or(Cow::Borrowed(one)))
                .collect();
            Cow::Owned(parts.join(BESIDE))
        }
        false => Cow::Borrowed(text),
    }
}

fn part(words: &str) -> Option<Cow<'_, str>> {
    let number = |words: &str| words.starts_with(|first: char| first.is_ascii_digit());
    if let Some(times) = words.strip_prefix("used ").filter(|rest| number(rest)) {
        return Some(Cow::Owned(told!(
            "used {times}",
            "usos {times}",
            "usos {times}"
        )));
    }
    if let Some(rating) = words.strip_prefix("rating ").filter(|rest| number(rest)) {
        return Some(Cow::Owned(told!(
            "rating {rating}",
            "nota {rating}",
            "nota {rating}"
        )));
    }
    Some(Cow::Borrowed(match words {
        "fetched" => said!("fetched", "recibido", "recebido"),
        "summarised" => said!("summarised", "resumido", "resumido"),
        "summary failed" => said!("summary failed", "falló el resumen", "o resumo falhou"),
        "delivered" => said!("delivered", "entregado", "entregue"),
        "stuck" => said!("stuck", "atascado", "travado"),
        _ => return None,
    }))
}
