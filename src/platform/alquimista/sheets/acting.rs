//! Issuing commands from a sheet: names and values become an [`Order`], and what is missing, unknown or senseless
//! is refused in words before any call. **The insert runs the command** (backend facts 2.2).

use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{CommandKind, Deed};
use crate::domain::standing::{Standing, may_operate};
use crate::domain::work::Decided;
use crate::platform::alquimista::issue::{CommandIssue, Issued, Order};
use async_trait::async_trait;
use jiff::Timestamp;

const TENANT: &str = "tenant_id";
const QUEUE: &str = "queue_name";
const COUNT: &str = "message_count";
const INTEGRATION: &str = "integration_id";
const AGENT: &str = "agent_id";

/// What can be done in the sheets of AlquimistaAI.
pub(in crate::platform::alquimista) struct Issuing {
    issue: CommandIssue,
    standing: Option<Standing>,
}

impl Issuing {
    pub fn new(issue: CommandIssue, standing: Option<Standing>) -> Self {
        Self { issue, standing }
    }
}

#[async_trait]
impl crate::platform::Acting for Issuing {
    fn permitted(&self) -> Result<(), Problem> {
        may_operate(self.standing)
    }

    /// One put; one consistent read more where it was not the first of its intent or had no answer.
    async fn act(
        &self,
        deed: &Deed,
        actor: &Actor,
        intent: &IntentId,
        _: Timestamp,
    ) -> Result<Decided, Problem> {
        may_operate(self.standing)?;
        let Deed::Issue {
            tenant,
            command,
            parameters,
            ..
        } = deed
        else {
            let why = "AlquimistaAI knows nothing of it";
            return Err(Problem::new(Trouble::Invalid, "deed", why));
        };
        let order = order(*command, tenant.as_ref(), parameters)?;
        Ok(match self.issue.issue(&order, actor, intent).await? {
            // By this very intent, however often it is carried out.
            Issued::Done(_) | Issued::Before(_) => Decided::Done,
            Issued::Unknown(_) => Decided::Unknown,
        })
    }
}

/// The order of a command with these parameters. The tenant may be named beside them or among them.
///
/// # Errors
/// `Invalid` with the parameter that is missing, unknown, stated twice, or makes no sense.
pub fn order(
    command: CommandKind,
    tenant: Option<&TenantId>,
    parameters: &[(String, String)],
) -> Result<Order, Problem> {
    let given = Given::new(command, tenant, parameters)?;
    let order = match command {
        CommandKind::ReprocessQueue => Order::ReprocessQueue {
            queue: given.needed(QUEUE)?.to_owned(),
            messages: given.count()?,
            tenant: given.tenant,
        },
        CommandKind::ResetToken => Order::ResetToken {
            integration: given.needed(INTEGRATION)?.to_owned(),
            tenant: given.needed_tenant()?,
        },
        CommandKind::RestartAgent => Order::RestartAgent {
            agent: AgentId::from(given.needed(AGENT)?),
            tenant: given.needed_tenant()?,
        },
        CommandKind::HealthCheck => Order::HealthCheck {
            tenant: given.tenant,
        },
    };
    order.check()?;
    Ok(order)
}

/// The names that a command takes, beside the tenant's.
fn taken(command: CommandKind) -> &'static [&'static str] {
    match command {
        CommandKind::ReprocessQueue => &[QUEUE, COUNT],
        CommandKind::ResetToken => &[INTEGRATION],
        CommandKind::RestartAgent => &[AGENT],
        CommandKind::HealthCheck => &[],
    }
}

/// What was stated, each name once.
struct Given<'a> {
    command: CommandKind,
    tenant: Option<TenantId>,
    parameters: Vec<(&'a str, &'a str)>,
}

impl<'a> Given<'a> {
    fn new(
        command: CommandKind,
        tenant: Option<&TenantId>,
        parameters: &'a [(String, String)],
    ) -> Result<Self, Problem> {
        let refused = |name: &str, why: &str| Err(Problem::new(Trouble::Invalid, name, why));
        let mut given = Self {
            command,
            tenant: tenant.filter(|id| !id.as_str().is_empty()).cloned(),
            parameters: Vec::new(),
        };
        for (name, value) in parameters {
            let (name, value) = (name.trim(), value.trim());
            if given.parameters.iter().any(|(known, _)| *known == name) {
                return refused(name, "it is stated twice");
            }
            if name == TENANT {
                if given.tenant.as_ref().is_some_and(|id| id.as_str() != value) {
                    return refused(name, "two different tenants are stated");
                }
                given.tenant = (!value.is_empty()).then(|| TenantId::from(value));
            } else if !taken(command).contains(&name) {
                return refused(name, &format!("{} takes no such parameter", command.word()));
            }
            given.parameters.push((name, value));
        }
        Ok(given)
    }

    fn stated(&self, name: &str) -> Option<&'a str> {
        let mut named = self.parameters.iter().filter(|(known, _)| *known == name);
        named
            .next()
            .map(|(_, value)| *value)
            .filter(|value| !value.is_empty())
    }

    fn needed(&self, name: &str) -> Result<&'a str, Problem> {
        self.stated(name).ok_or_else(|| self.missing(name))
    }

    fn needed_tenant(self) -> Result<TenantId, Problem> {
        let missing = self.missing(TENANT);
        self.tenant.ok_or(missing)
    }

    fn missing(&self, name: &str) -> Problem {
        let why = format!("{} needs it", self.command.word());
        Problem::new(Trouble::Invalid, name, why)
    }

    fn count(&self) -> Result<Option<u32>, Problem> {
        let stated = self.stated(COUNT).map(str::parse);
        stated
            .transpose()
            .map_err(|_| Problem::new(Trouble::Invalid, COUNT, "it is no whole number"))
    }
}
