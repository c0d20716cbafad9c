//! The systems behind the sessions: each is there where its tables are. AlquimistaAI's own database, where one
//! is named, stands for the projection of its tables; its operational commands stay in DynamoDB.

use super::deployment::{AlquimistaPlace, Deployment, Names};
use super::sessions::Sessions;
use crate::aws::session::Session;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::standing::Standing;
use crate::platform::alquimista::postgres;
use crate::platform::{
    Platform, PlatformWriter, Publisher, alquimista, diatonic, marketplace, notification,
};
use std::sync::Arc;

/// AlquimistaAI's database and the bus on which its events go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    pub settings: postgres::Settings,
    pub bus: Option<String>,
}

type Found = Option<(Platform, PlatformWriter)>;

/// Asks what is there.
///
/// # Errors
/// A required system without its tables; any failure of a call but that of a missing table.
pub(super) async fn connect(
    deployment: &Deployment,
    sessions: &Sessions,
) -> Result<(Vec<Platform>, Vec<PlatformWriter>), Problem> {
    let mut found = (Vec::new(), Vec::new());
    for system in &deployment.systems {
        let Some(open) = sessions.at(&system.spot) else {
            continue;
        };
        match one(&open.session, &system.names).await {
            Ok(Some((reader, writer))) => {
                found.0.push(reader);
                found.1.push(writer);
            }
            Ok(None) if system.required => {
                let name = system.platform().as_str();
                let detail = format!("none of its tables is in {}", open.session.region);
                return Err(Problem::new(Trouble::MissingTable, name, detail));
            }
            Ok(None) => {}
            Err(problem) if problem.trouble == Trouble::MissingTable && !system.required => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(found)
}

async fn one(session: &Session, names: &Names) -> Result<Found, Problem> {
    let dynamo = &session.dynamo;
    match names {
        Names::Marketplace(tables, _) => {
            let plan = marketplace::Plan::discover(dynamo, tables).await?;
            let reader = marketplace::reader(dynamo, tables, &plan);
            Ok(Some((reader, marketplace::writer(dynamo, tables, &plan))))
        }
        Names::Alquimista(tables, place) => alquimista(session, tables, place).await,
        Names::Notification(tables) => {
            let plan = notification::Plan::discover(dynamo, tables).await?;
            let reader = notification::reader(dynamo, tables, &plan);
            Ok(Some((reader, notification::writer(tables))))
        }
        Names::Diatonic(tables, known) => {
            let plan = diatonic::Plan::discover(dynamo, tables).await?;
            if plan.is_empty() {
                return Ok(None);
            }
            let reader = diatonic::reader(dynamo, tables, &plan, known);
            Ok(Some((reader, diatonic::writer(dynamo, tables, &plan))))
        }
    }
}

async fn alquimista(
    session: &Session,
    tables: &alquimista::schema::Tables,
    place: &AlquimistaPlace,
) -> Result<Found, Problem> {
    let dynamo = &session.dynamo;
    let plan = alquimista::Plan::discover(dynamo, tables).await?;
    // On this machine nobody is known to the system, and everything is to be seen; on an account, who is not
    // named there may only look.
    let unnamed = match dynamo.is_local() {
        true => Standing::InternalAdmin,
        false => Standing::Viewer,
    };
    let standing = Some(place.standing.unwrap_or(unnamed));
    let Some(Database { settings, bus }) = &place.database else {
        return Ok(plan.map(|plan| {
            (
                alquimista::reader(dynamo, tables, &plan, standing),
                alquimista::writer(dynamo, tables, &plan, standing),
            )
        }));
    };
    let found = postgres::discover_with(settings.clone(), session.vault()).await?;
    let Some(found) = found else {
        let place = format!("{}/{}", settings.host, settings.database);
        return Err(Problem::new(Trouble::MissingTable, place, "agents"));
    };
    let bus = bus
        .as_ref()
        .map(|name| Arc::new(session.bus(name.as_str())) as Arc<dyn Publisher>);
    let mut found = found.with_standing(standing);
    if let Some(plan) = &plan {
        found = found.with_commands(dynamo, tables, plan);
    }
    Ok(Some((
        postgres::reader(&found),
        postgres::writer(&found, bus),
    )))
}
