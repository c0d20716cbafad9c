//! Messages, from whole lists and from anything that stands where a list should.

use crate::conversations::{embedded, open, said};
use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{L, M, Null};
use switchboard::domain::conversation::{MessageKind, Speaker};
use switchboard::platform::marketplace::item::message;

#[test]
fn messages_are_shown_whatever_they_are() {
    let mut raw = embedded("conv_1");
    raw.insert(
        "messages".into(),
        L(vec![
            said("customer", "m1", "2026-11-21T13:00:00.000Z", "hola"),
            s("suelto"),
            Null(true),
            M(item([(
                "content",
                M(item([("body", s("dentro")), ("accessToken", s(CANARY))])),
            )])),
            said("supervisor", "m1", "", "otra con la misma id"),
            said("customer", "m1", "2026-11-21T13:00:00.000Z", "hola"),
            M(item([
                ("type", s("image")),
                ("from", s("customer")),
                ("content", s("https://x/y.jpg")),
            ])),
            M(Item::new()),
        ]),
    );
    let stored = open(&[raw.clone()], "conv_1");
    let texts: Vec<&str> = stored.messages.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "hola",
            "suelto",
            "",
            "body: dentro",
            "otra con la misma id",
            "hola",
            "https://x/y.jpg",
            ""
        ]
    );
    assert_eq!(stored.messages[1].from, Speaker::Unknown);
    assert_eq!(stored.messages[6].kind, MessageKind::Image);
    assert_ne!(
        stored.messages[0].id, stored.messages[4].id,
        "two messages, two identities"
    );
    assert_eq!(
        stored.messages[0].id, stored.messages[5].id,
        "one message delivered twice"
    );
    assert!(stored.row.oddities >= 6);
    assert!(!format!("{stored:?}").contains(CANARY));

    raw.insert("messages".into(), s("[roto]"));
    let stored = open(&[raw], "conv_1");
    assert_eq!(stored.messages[0].text, "[roto]");
    assert!(!stored.row.record.unwrap().has_messages);
}

#[test]
fn what_stands_elsewhere_than_it_should_is_still_shown() {
    for (value, texts) in [
        (
            M(item([
                (
                    "10",
                    M(item([("from", s("bot")), ("content", s("segundo"))])),
                ),
                (
                    "9",
                    M(item([("from", s("customer")), ("content", s("primero"))])),
                ),
            ])),
            vec!["primero", "segundo"],
        ),
        (
            M(item([("from", s("customer")), ("content", s("uno solo"))])),
            vec!["uno solo"],
        ),
        (
            L(vec![M(item([
                ("body", s("sin content")),
                ("apiKey", s(CANARY)),
            ]))]),
            vec!["body: sin content"],
        ),
        (
            L(vec![L(vec![s("lista"), s("anidada")])]),
            vec!["lista\nanidada"],
        ),
        (Null(true), vec![]),
    ] {
        let (messages, _) = message::all(&value);
        let found: Vec<&str> = messages
            .iter()
            .map(|message| message.text.as_str())
            .collect();
        assert_eq!(found, texts, "{value:?}");
        assert_eq!(message::last(&value).0, texts.len());
    }
}

#[test]
fn waiting_lines_are_the_bots_alone() {
    let line = "Tu conversación está siendo atendida por un asesor. Te responderá pronto.";
    let list = L(vec![
        said("bot", "1", "", line),
        said("customer", "2", "", line),
    ]);
    let (messages, _) = message::all(&list);
    assert_eq!(messages[0].kind, MessageKind::WaitingLine);
    assert_eq!(messages[1].kind, MessageKind::Text);
}

#[test]
fn transcripts_in_both_items_are_merged_by_time() {
    let record = embedded("conv_1");
    let mut talk = embedded("tenant-plaza#conv_1");
    talk.insert(
        "messages".into(),
        L(vec![
            said(
                "customer",
                "wamid.A1",
                "2026-11-21T13:58:00.000Z",
                "El pedido 8841 llegó roto",
            ),
            said("customer", "wamid.A0", "2026-11-21T13:57:00.000Z", "Buenas"),
        ]),
    );
    let stored = open(&[record, talk], "conv_1");
    let texts: Vec<&str> = stored
        .messages
        .iter()
        .map(|m| m.text.as_str())
        .take(3)
        .collect();
    assert_eq!(
        texts,
        [
            "Buenas",
            "El pedido 8841 llegó roto",
            "Lamento lo ocurrido."
        ]
    );
    assert_eq!(stored.messages.len(), 4);
}
