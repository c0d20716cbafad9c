//! Templates with values: what the provider gets, what the table keeps, and what is refused before anything is written.

use crate::scene::{META, Scene};
use crate::stub::{Act, accepted};
use crate::support::audited;
use serde_json::json;
use switchboard::domain::conversation::Message;
use switchboard::domain::handoff::Owned;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::{Doubt, ReplyState};
use switchboard::domain::template::Template;
use switchboard::embedded::feed::Queue;
use switchboard::embedded::provider::{Inbox, Provider};

async fn template(scene: &Scene, name: &str) -> Template {
    let known = scene.ana.line(&scene.key).await.unwrap().templates;
    known.into_iter().find(|one| one.name == name).unwrap()
}

fn given(values: &[&str]) -> Vec<String> {
    values.iter().map(|one| (*one).to_owned()).collect()
}

async fn record(scene: &Scene, name: &str, values: &[&str]) -> Message {
    let template = template(scene, name).await;
    let values = given(values);
    let owned = scene
        .ana
        .reply_by_template(&scene.claim, &template, &values);
    match owned.await.unwrap() {
        Owned::Done(message) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_values_go_out_in_order_or_by_name_and_the_table_keeps_the_finished_text() {
    let scene = Scene::new(META).await;
    let sent = [
        (
            ("pedido", &["Marta", "8841"][..]),
            "Hola Marta, 8841 sale. Gracias, Marta.",
            json!({
                "name": "pedido",
                "language": { "policy": "deterministic", "code": "es" },
                "components": [{ "type": "body", "parameters": [
                    { "type": "text", "text": "Marta" },
                    { "type": "text", "text": "8841" },
                ] }],
            }),
        ),
        (
            ("caso", &["Bia", "o pedido"][..]),
            "Olá Bia: o pedido",
            json!({
                "name": "caso",
                "language": { "policy": "deterministic", "code": "pt_BR" },
                "components": [{ "type": "body", "parameters": [
                    { "type": "text", "parameter_name": "nome", "text": "Bia" },
                    { "type": "text", "parameter_name": "assunto", "text": "o pedido" },
                ] }],
            }),
        ),
        (
            ("seguimiento", &[][..]),
            "[seguimiento · es]",
            json!({
                "name": "seguimiento",
                "language": { "policy": "deterministic", "code": "es" },
            }),
        ),
    ];
    for (at, ((name, values), text, template)) in sent.into_iter().enumerate() {
        scene.stub.will([accepted(&format!("wamid.{at}"))]);
        let message = record(&scene, name, values).await;
        assert_eq!(message.text.as_str(), text);
        let reply = scene.deliver(&message.id).await;
        scene
            .agree(&reply.id, ReplyState::Accepted, "accepted")
            .await;
        assert_eq!(scene.row(&message.id).await["text"].as_s().unwrap(), text);
        assert_eq!(scene.seen(&message.id).await.text.as_str(), text);
        let body = &scene.stub.posts()[at].1;
        let to = body["to"].clone();
        assert!(
            to.as_str()
                .is_some_and(|to| to.chars().all(|c| c.is_ascii_digit()))
        );
        let whole = json!({
            "messaging_product": "whatsapp", "to": to, "type": "template", "template": template,
        });
        assert_eq!(*body, whole);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_whatsapp_would_refuse_is_not_even_recorded() {
    let scene = Scene::new(META).await;
    let known = template(&scene, "pedido").await;
    let other = Template {
        name: "otra".to_owned(),
        ..known.clone()
    };
    for (template, values) in [
        (&known, &["Marta"][..]),
        (&known, &["Marta", " "]),
        (&known, &["Marta", "a\nb"]),
        (&known, &["Marta", "a\tb"]),
        (&known, &["Marta", "a     b"]),
        (&known, &["Marta", "{{1}}"]),
        (&known, &["Marta", &"x".repeat(1024)]),
        (&other, &["Marta", "8841"]),
    ] {
        let odd = scene
            .ana
            .reply_by_template(&scene.claim, template, &given(values))
            .await;
        assert_eq!(odd.unwrap_err().trouble, Trouble::Invalid, "{values:?}");
    }
    assert!(scene.stub.posts().is_empty());
    assert_eq!(audited(&scene.ana, &scene.key, "reply").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sent_again_by_a_person_it_has_the_same_values() {
    let scene = Scene::new(META).await;
    scene.stub.will([Act::Close]);
    let message = record(&scene, "pedido", &["Marta", "8841"]).await;
    let reply = scene.deliver(&message.id).await;
    assert_eq!(reply.state, ReplyState::Unknown);
    scene.stub.will([accepted("wamid.2")]);
    let again = scene
        .ana
        .settle_doubt(&scene.claim, &message.id, Doubt::Resend);
    let Owned::Done(new) = again.await.unwrap() else {
        panic!("resent");
    };
    assert_eq!(new.text, message.text);
    scene.deliver(&new.id).await;
    let posts = scene.stub.posts();
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0].1, posts[1].1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_provider_of_the_demo_refuses_what_it_does_not_know_and_hands_on_the_finished_text() {
    let inbox = Inbox::default();
    let provider = Provider::start(inbox.clone(), Queue::default()).unwrap();
    let channel = format!(
        "usual = {{ route = \"meta\", base-url = \"{}/meta\" }}",
        provider.endpoint()
    );
    let scene = Scene::new(&channel).await;
    let message = record(&scene, "pedido", &["Marta", "8841"]).await;
    let reply = scene.deliver(&message.id).await;
    assert_eq!(reply.fate.failure.unwrap().code, Some(132_001));
    scene.agree(&reply.id, ReplyState::Failed, "failed").await;
    assert!(inbox.take().is_empty());
    let message = record(&scene, "seguimiento", &[]).await;
    scene.deliver(&message.id).await;
    let heard = inbox.take();
    assert!(heard[0].text.starts_with("Hola, seguimos"), "{heard:?}");
}
