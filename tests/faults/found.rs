//! What a dead process left, as a restarted console and a second one find it.

use crate::death::{SAID, Verb, off, set_status};
use crate::scene::{Scene, s};
use crate::support::{let_lease_end, switches, trail};
use switchboard::domain::agent::{Switch, Toggled};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{ClaimState, Claimed, LEASE, Owned};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::text::Text;

/// Looks at what a death left, from a restarted console and from a second one.
pub async fn find(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str, before: usize) {
    match verb {
        Verb::Claim | Verb::Takeover => find_claim(scene, verb, key, place).await,
        Verb::Reply => find_reply(scene, key, place).await,
        Verb::Note => find_note(scene, key, place).await,
        Verb::HandBack => find_given_back(scene, key, place, "handback").await,
        Verb::Resolve => find_given_back(scene, key, place, "resolve").await,
        Verb::AgentOff | Verb::BotOff => find_switch(scene, verb, key, place, before).await,
    }
}

async fn find_claim(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str) {
    let left = scene.claim(key).await;
    assert_eq!(
        scene.audited(key, "claim").await,
        usize::from(left.is_some()),
        "{place}"
    );
    let reason = Text::from_untrusted("the customer asked for it");
    let takeover = (verb == Verb::Takeover).then_some(&reason);
    let ana = scene.ana().await;
    match &left {
        Some(left) => {
            assert_eq!((left.fence.0, left.state), (1, ClaimState::Held), "{place}");
            let resumed: Vec<_> = ana
                .resumed
                .claims
                .iter()
                .map(|c| (c.fence, &c.intent))
                .collect();
            assert_eq!(resumed, [(left.fence, &left.intent)], "{place}");
            assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
            let lost = scene.eva.claim(key, takeover, LEASE).await.unwrap();
            assert!(matches!(lost, Claimed::Lost { .. }), "{place}: {lost:?}");
            // She says a word all the same, then never comes back.
            let said = ana.desk.reply(&ana.resumed.claims[0], SAID).await.unwrap();
            assert!(matches!(said, Owned::Done(_)), "{place}: {said:?}");
            drop(ana);
            let_lease_end(&scene.raw, key).await;
        }
        None => assert!(ana.resumed.claims.is_empty(), "{place}"),
    }
    let won = scene.eva.claim(key, takeover, LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = won else {
        panic!("{place}: {won:?}");
    };
    let fence = 1 + u64::from(left.is_some());
    assert_eq!(claim.fence.0, fence, "{place}");
    assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
}

async fn find_reply(scene: &Scene, key: &ConversationKey, place: &str) {
    let recorded = scene.said(key, SAID).await.len();
    assert_eq!(scene.audited(key, "reply").await, recorded, "{place}");
    let ana = scene.ana().await;
    let drafts: Vec<_> = ana
        .resumed
        .drafts
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    match recorded {
        0 => assert_eq!(drafts, [SAID], "{place}"),
        1 => assert_eq!(drafts, Vec::<&str>::new(), "{place}"),
        many => panic!("{place}: {many} times"),
    }
    assert_eq!(ana.resumed.claims.len(), 1, "{place}");
    // A third run finds the same, and what was a draft can be said.
    drop(ana);
    let ana = scene.ana().await;
    if recorded == 0 {
        assert_eq!(ana.resumed.drafts[0].1, SAID, "{place}");
        let said = ana.desk.reply(&ana.resumed.claims[0], SAID).await.unwrap();
        assert!(matches!(said, Owned::Done(_)), "{place}");
    }
    assert_eq!(scene.said(key, SAID).await.len(), 1, "{place}");
}

async fn find_note(scene: &Scene, key: &ConversationKey, place: &str) {
    let recorded = scene.said(key, SAID).await.len();
    assert!(recorded <= 1, "{place}");
    assert_eq!(scene.audited(key, "note").await, recorded, "{place}");
    let ana = scene.ana().await;
    assert_eq!(
        ana.resumed.drafts,
        Vec::new(),
        "{place}: a note is no reply"
    );
    assert_eq!(ana.resumed.claims.len(), 1, "{place}");
}

async fn find_given_back(scene: &Scene, key: &ConversationKey, place: &str, action: &str) {
    let left = scene.claim(key).await.unwrap();
    let begun = left.state != ClaimState::Held;
    assert_eq!(
        scene.audited(key, action).await,
        usize::from(begun),
        "{place}"
    );
    // The one half of the deaths is found by the restarted console, the other by the second one.
    if left.state == ClaimState::Releasing && place.len().is_multiple_of(2) {
        let_lease_end(&scene.raw, key).await;
        let left = scene.claim(key).await.unwrap();
        assert_eq!(scene.eva.finish_left(&[left]).await.unwrap(), 1, "{place}");
    }
    let ana = scene.ana().await;
    let now = scene.claim(key).await.unwrap();
    if begun {
        assert_eq!(now.state, ClaimState::Released, "{place}");
        assert_eq!(scene.status(key).await, Status::Active, "{place}");
        assert!(ana.resumed.claims.is_empty(), "{place}");
    } else {
        assert_eq!(now.state, ClaimState::Held, "{place}");
        assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
        assert_eq!(ana.resumed.claims.len(), 1, "{place}");
    }
    assert_eq!(stretches(scene, key).await, usize::from(begun), "{place}");
    assert_eq!(
        scene.audited(key, action).await,
        usize::from(begun),
        "{place}"
    );
}

async fn stretches(scene: &Scene, key: &ConversationKey) -> usize {
    let pk = format!(
        "CONV#marketplace#{}#{}",
        key.tenant.as_str(),
        key.conversation.as_str()
    );
    let query = scene.raw.query().table_name("switchboard-control");
    let answer = query
        .key_condition_expression("pk = :p AND begins_with(sk, :s)")
        .expression_attribute_values(":p", s(&pk))
        .expression_attribute_values(":s", s("STRETCH#"))
        .send()
        .await
        .unwrap();
    answer.items().len()
}

async fn find_switch(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str, before: usize) {
    let tenant = key.tenant.as_str();
    let platform = match verb {
        Verb::BotOff => PlatformId::Marketplace,
        _ => PlatformId::Alquimista,
    };
    let rows = trail(&scene.eva, platform, &TenantId::from(tenant)).await;
    let ours: Vec<_> = rows.iter().filter(|row| row.actor == "demo:ana").collect();
    let turned = ours.len();
    assert!(turned <= 1, "{place}");
    let systems = if verb == Verb::BotOff { 0 } else { turned };
    assert_eq!(system_rows(scene).await - before, systems, "{place}");
    let bot = || async { verb.switch(&scene.eva, tenant).await };
    match ours.first() {
        Some(row) if verb == Verb::BotOff => {
            let now = bot().await;
            assert_eq!(now.switch, Switch::Off, "{place}");
            assert_eq!(now.by.as_ref().unwrap().as_str(), "ana", "{place}");
            let again = scene.eva.toggle(&off(&now)).await.unwrap();
            assert!(
                matches!(again, Toggled::Already { .. }),
                "{place}: {again:?}"
            );
            assert_eq!(row.after.as_ref().unwrap().as_str(), "suspended");
        }
        Some(row) => {
            let now = switches(&scene.eva, tenant).await.into_iter();
            let mut now = now.filter(|one| one.key.agent.as_str() == row.target);
            let now = now.next().unwrap();
            assert_eq!(now.switch, Switch::Off, "{place}");
            let again = scene.eva.toggle(&off(&now)).await.unwrap();
            assert!(
                matches!(again, Toggled::Already { .. }),
                "{place}: {again:?}"
            );
            set_status(
                scene,
                "agent_activations",
                "agent_id",
                &row.target,
                "active",
            )
            .await;
        }
        None => assert_eq!(bot().await.switch, Switch::On, "{place}"),
    }
}

/// Rows of the system's own trail.
pub async fn system_rows(scene: &Scene) -> usize {
    let scan = scene.raw.scan().table_name("audit_logs").send().await;
    scan.unwrap().items().len()
}
