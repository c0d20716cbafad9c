//! The question before something is done in a sheet: what, with which parameters, why, and a last yes.

use super::Step;
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::sheet;
use crate::app::state::State;
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::sheet::{CommandKind, Deed, DeedKind, Entry};
use crate::domain::text::Text;

/// A deed that is being decided.
#[derive(Clone, Debug)]
pub struct DeedDialog {
    pub platform: PlatformId,
    /// `None`: for no tenant.
    pub tenant: Option<TenantId>,
    pub tenant_name: Option<Text>,
    pub what: What,
    pub reason: Field,
    pub too_short: bool,
    pub step: Step,
}

/// What is about to be done.
#[derive(Clone, Debug)]
pub enum What {
    /// As it was seen: it is marked only on this.
    Sold {
        product: Box<Entry>,
        name: Text,
    },
    Issue(Box<Issue>),
}

/// A command that is being put together.
#[derive(Clone, Debug)]
pub struct Issue {
    pub command: CommandKind,
    /// `name=value`, blanks between.
    pub parameters: Field,
    /// The focus is on the parameters, else on the reason.
    pub in_parameters: bool,
    /// The first word of the parameters that is no `name=value`.
    pub odd: Option<String>,
}

impl Default for Issue {
    fn default() -> Self {
        Self {
            // It changes nothing: the one to begin with.
            command: CommandKind::HealthCheck,
            parameters: Field::line(""),
            in_parameters: true,
            odd: None,
        }
    }
}

impl Issue {
    /// The parameters that are typed.
    ///
    /// # Errors
    /// The first word that is no `name=value`.
    pub fn read(&self) -> Result<Vec<(String, String)>, String> {
        let text = self.parameters.text();
        let words = text.split_whitespace();
        words
            .map(|word| match word.split_once('=') {
                Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
                _ => Err(word.to_owned()),
            })
            .collect()
    }

    fn step(&mut self, by: usize) {
        let all = CommandKind::ALL;
        let at = all.iter().position(|one| *one == self.command).unwrap_or(0);
        if let Some(next) = all.get((at + by) % all.len()) {
            self.command = *next;
        }
    }
}

impl DeedDialog {
    /// The question at its beginning.
    pub fn new(
        platform: PlatformId,
        tenant: Option<TenantId>,
        tenant_name: Option<Text>,
        what: What,
    ) -> Self {
        Self {
            platform,
            tenant,
            tenant_name,
            what,
            reason: Field::line(""),
            too_short: false,
            step: Step::Reason,
        }
    }

    /// The kind of what is about to be done.
    pub fn kind(&self) -> DeedKind {
        match self.what {
            What::Sold { .. } => DeedKind::MarkSold,
            What::Issue(_) => DeedKind::Issue,
        }
    }

    /// The field that has the focus.
    pub fn field(&self) -> Option<&Field> {
        match (&self.what, self.step) {
            (_, Step::Confirm { .. }) => None,
            (What::Issue(issue), _) if issue.in_parameters => Some(&issue.parameters),
            _ => Some(&self.reason),
        }
    }

    pub(in crate::app) fn field_mut(&mut self) -> Option<&mut Field> {
        match (&mut self.what, self.step) {
            (_, Step::Confirm { .. }) => None,
            (What::Issue(issue), _) if issue.in_parameters => Some(&mut issue.parameters),
            _ => Some(&mut self.reason),
        }
    }

    /// To the other field.
    pub(super) fn next_field(&mut self) {
        if let What::Issue(issue) = &mut self.what {
            issue.in_parameters = !issue.in_parameters;
        }
    }

    /// To the next command, or to the one before.
    pub(super) fn choose(&mut self, forward: bool) {
        if let What::Issue(issue) = &mut self.what {
            let back = CommandKind::ALL.len() - 1;
            issue.step(if forward { 1 } else { back });
        }
    }

    fn deed(&self) -> Option<Deed> {
        Some(match &self.what {
            What::Sold { product, .. } => Deed::MarkSold {
                platform: self.platform,
                tenant: self.tenant.clone()?,
                product: product.clone(),
            },
            What::Issue(issue) => Deed::Issue {
                platform: self.platform,
                tenant: self.tenant.clone(),
                command: issue.command,
                parameters: issue.read().ok()?,
            },
        })
    }
}

/// Yes, or a field that is finished.
pub(super) fn go_on(state: &mut State, mut dialog: Box<DeedDialog>) -> Vec<Effect> {
    if dialog.step == Step::Reason {
        check(state, &mut dialog);
        state.overlay = Some(Overlay::Dialog(super::Dialog::Act(dialog)));
        return Vec::new();
    }
    let reason = Text::from_untrusted(dialog.reason.text().trim());
    match dialog.deed() {
        Some(deed) => sheet::deed::act(state, deed, reason),
        None => Vec::new(),
    }
}

/// Whether what is typed will do: from the parameters to the reason, from there to the last question.
fn check(state: &mut State, dialog: &mut DeedDialog) {
    if let What::Issue(issue) = &mut dialog.what {
        issue.odd = issue.read().err();
        if issue.odd.is_some() {
            issue.in_parameters = true;
            return;
        }
        if std::mem::take(&mut issue.in_parameters) {
            return;
        }
    }
    let chars = dialog.reason.chars();
    dialog.too_short = chars < MIN_REASON_CHARS;
    if dialog.too_short {
        state.tell(Notice::ReasonTooShort { chars });
    } else {
        dialog.step = Step::Confirm { yes: false };
    }
}
