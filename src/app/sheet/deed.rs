//! What is done in a sheet: the question before it, and what came of it.

use super::go::name;
use crate::app::dialog::Dialog;
use crate::app::dialog::deed::{DeedDialog, What};
use crate::app::effect::{Effect, Verb};
use crate::app::notice::{Doing, Notice};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::id::TenantKey;
use crate::domain::problem::Problem;
use crate::domain::sheet::{Deed, DeedKind, SheetKind};
use crate::domain::text::Text;
use crate::domain::work::Decided;

/// Opens the question for a deed.
pub(super) fn ask(state: &mut State, kind: DeedKind) {
    let Some(level) = state.sheets.top() else {
        return;
    };
    let what = match kind {
        DeedKind::MarkSold => match state.sheets.entry() {
            Some(entry) => What::Sold {
                name: name(entry),
                product: Box::new(entry.clone()),
            },
            None => return,
        },
        DeedKind::Issue => What::Issue(Box::default()),
    };
    let stated = match &what {
        What::Sold { product, .. } => product.tenant.clone(),
        What::Issue(_) => None,
    };
    let platform = level.platform;
    let tenant = stated.or_else(|| level.tenant().cloned());
    let tenant_name = tenant.clone().map(|tenant| {
        let key = TenantKey { platform, tenant };
        state.tenant_name(&key)
    });
    let dialog = DeedDialog::new(platform, tenant, tenant_name, what);
    state.overlay = Some(Overlay::Dialog(Dialog::Act(Box::new(dialog))));
}

/// Does what was confirmed.
pub fn act(state: &mut State, deed: Deed, reason: Text) -> Vec<Effect> {
    state.sheets.acting.push(on(&deed));
    vec![Effect::Do(Verb::Act { deed, reason })]
}

/// What came of it: said, and the sheet is read anew.
pub fn acted(state: &mut State, deed: &Deed, outcome: Result<Decided, Problem>) {
    let on = on(deed);
    state.sheets.acting.retain(|one| *one != on);
    let subject = match deed {
        Deed::MarkSold { product, .. } => name(product),
        Deed::Issue { command, .. } => Text::from(command.word()),
    };
    state.tell(match outcome {
        Ok(decided) => Notice::Acted {
            kind: deed.kind(),
            subject,
            decided,
        },
        Err(problem) => Notice::Failed {
            doing: Doing::Acting,
            problem,
        },
    });
    let (platform, kind) = match deed {
        Deed::MarkSold { platform, .. } => (*platform, SheetKind::Products),
        Deed::Issue { platform, .. } => (*platform, SheetKind::Commands),
    };
    let kept = state.sheets.kept.iter_mut();
    for (_, reading) in kept.filter(|(key, _)| key.platform == platform && key.kind == kind) {
        reading.want_anew();
    }
}

fn on(deed: &Deed) -> (DeedKind, Option<String>) {
    match deed {
        Deed::MarkSold { product, .. } => (DeedKind::MarkSold, Some(product.id.clone())),
        Deed::Issue { .. } => (DeedKind::Issue, None),
    }
}
