//! A reply by a template of the channel: found by its name, filled with the values of the command line, and sent as
//! every reply.

use super::handoff::{held, said};
use super::outcome::{Answer, Outcome, Reason};
use super::reply;
use super::request::ByTemplate;
use crate::desk::{Desk, Writing};
use crate::domain::handoff::Owned;
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::template::{Fault, Template};

/// Sends it under our claim.
pub(super) async fn send(
    desk: &Desk<Writing>,
    key: &ConversationKey,
    asked: &ByTemplate,
    fence: Option<u64>,
) -> Result<Answer, Problem> {
    let known = desk.line(key).await?.templates;
    let invalid = |reason| Ok(Answer::bare(Outcome::Invalid).because(reason));
    let Some(template) = found(&known, asked) else {
        let known = known
            .iter()
            .map(|one| format!("{} {}", one.name, one.language));
        return invalid(Reason::NoTemplate(known.collect()));
    };
    let values = match values(template, &asked.values) {
        Ok(values) => values,
        Err(fault) => return invalid(Reason::Template(fault)),
    };
    let claim = match held(desk, key, fence).await? {
        Ok(claim) => claim,
        Err(answer) => return Ok(*answer),
    };
    match desk.reply_by_template(&claim, template, &values).await {
        Ok(Owned::Done(message)) => reply::answer(desk, &claim, message).await,
        other => Ok(said(desk, &claim, other)),
    }
}

/// The template of a name; of several languages the one that is named, else none.
fn found<'a>(known: &'a [Template], asked: &ByTemplate) -> Option<&'a Template> {
    let mut fitting = known.iter().filter(|one| {
        let language = asked.language.as_deref();
        one.name == asked.name && language.is_none_or(|wanted| wanted == one.language)
    });
    let first = fitting.next();
    first.filter(|_| fitting.next().is_none())
}

/// The values in the order of the places: as they came, or by `place=value` where places have names.
fn values(template: &Template, given: &[String]) -> Result<Vec<String>, Fault> {
    let places = template.places();
    let named = places.iter().any(|place| place.parse::<u32>().is_err());
    let values: Vec<String> = match named {
        false => given.to_vec(),
        true => {
            let of = |place: &&str| {
                let mut pairs = given.iter().filter_map(|one| one.split_once('='));
                pairs.find_map(|(name, value)| (name.trim() == *place).then(|| value.to_owned()))
            };
            let values: Vec<String> = places.iter().filter_map(of).collect();
            // One that names no place of it is a slip as well.
            match given.len() == places.len() {
                true => values,
                false => given.to_vec(),
            }
        }
    };
    template.fill(&values).map(|_| values)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn template(name: &str, language: &str, body: &str) -> Template {
        Template {
            name: name.to_owned(),
            language: language.to_owned(),
            body: Some(body.to_owned()),
        }
    }

    fn asked(name: &str, language: Option<&str>) -> ByTemplate {
        ByTemplate {
            name: name.to_owned(),
            language: language.map(str::to_owned),
            values: Vec::new(),
        }
    }

    fn given(values: &[&str]) -> Vec<String> {
        values.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn a_name_in_two_languages_needs_the_language() {
        let known = [template("a", "es", ""), template("a", "pt_BR", "")];
        assert_eq!(found(&known, &asked("a", None)), None);
        let portuguese = found(&known, &asked("a", Some("pt_BR")));
        assert_eq!(portuguese.map(|one| one.language.as_str()), Some("pt_BR"));
        assert_eq!(found(&known[..1], &asked("a", None)), Some(&known[0]));
        assert_eq!(found(&known, &asked("b", None)), None);
    }

    #[test]
    fn values_come_by_order_or_by_name() {
        let numbered = template("a", "es", "{{2}} y {{1}}");
        let by_order = values(&numbered, &given(&["x", "y=z"])).unwrap();
        assert_eq!(by_order, ["x", "y=z"]);
        let named = template("a", "es", "{{b}} y {{c}}");
        assert_eq!(
            values(&named, &given(&["c=2", "b=1=1"])).unwrap(),
            ["1=1", "2"]
        );
        for odd in [
            &["b=1"][..],
            &["b=1", "d=2"],
            &["b=1", "c"],
            &["b=1", "c=2", "d=3"],
        ] {
            let count = values(&named, &given(odd));
            assert!(
                matches!(count, Err(Fault::Count { .. })),
                "{odd:?}: {count:?}"
            );
        }
        assert_eq!(values(&named, &given(&["b=1", "c="])), Err(Fault::Empty));
    }
}
