//! The systems behind a session: each is there where its tables are. AlquimistaAI's own database, where one is
//! named, stands for the projection of its tables; its operational commands stay in DynamoDB.

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

type Systems = (Vec<Platform>, Vec<PlatformWriter>);

/// Asks what is there.
///
/// # Errors
/// A missing Marketplace; any failure of a call but that of a missing table.
pub(super) async fn connect(
    session: &Session,
    database: Option<&Database>,
) -> Result<Systems, Problem> {
    let dynamo = &session.dynamo;
    let tables = marketplace::schema::Tables::default();
    let plan = marketplace::Plan::discover(dynamo, &tables).await?;
    let mut readers = vec![marketplace::reader(dynamo, &tables, &plan)];
    let mut writers = vec![marketplace::writer(dynamo, &tables)];
    // An account with the marketplace alone is a whole account.
    if let Some((reader, writer)) = alquimista(session, database).await? {
        readers.push(reader);
        writers.push(writer);
    }
    let tables = notification::schema::Tables::default();
    match notification::Plan::discover(dynamo, &tables).await {
        Ok(plan) => {
            readers.push(notification::reader(dynamo, &tables, &plan));
            writers.push(notification::writer(&tables));
        }
        Err(problem) if problem.trouble == Trouble::MissingTable => {}
        Err(problem) => return Err(problem),
    }
    let tables = diatonic::schema::Tables::default();
    let plan = diatonic::Plan::discover(dynamo, &tables).await?;
    if !plan.is_empty() {
        readers.push(diatonic::reader(dynamo, &tables, &plan, &[]));
        writers.push(diatonic::writer(dynamo, &tables, &plan));
    }
    Ok((readers, writers))
}

async fn alquimista(
    session: &Session,
    database: Option<&Database>,
) -> Result<Option<(Platform, PlatformWriter)>, Problem> {
    let dynamo = &session.dynamo;
    let tables = alquimista::schema::Tables::default();
    let plan = alquimista::Plan::discover(dynamo, &tables).await?;
    // On the embedded backend nobody's role is named, and everything is to be seen.
    let standing = dynamo.is_local().then_some(Standing::InternalAdmin);
    let projection = plan.map(|plan| {
        (
            alquimista::reader(dynamo, &tables, &plan, standing),
            alquimista::writer(dynamo, &tables, &plan, standing),
        )
    });
    let Some(Database { settings, bus }) = database else {
        return Ok(projection);
    };
    let found = postgres::discover_with(settings.clone(), session.vault()).await?;
    let Some(mut found) = found else {
        let place = format!("{}/{}", settings.host, settings.database);
        return Err(Problem::new(Trouble::MissingTable, place, "agents"));
    };
    let bus = bus
        .as_ref()
        .map(|name| Arc::new(session.bus(name.as_str())) as Arc<dyn Publisher>);
    found = found.with_standing(standing);
    if let Some(plan) = &plan {
        found = found.with_commands(dynamo, &tables, plan);
    }
    let reader = postgres::reader(&found);
    let writer = postgres::writer(&found, bus);
    Ok(Some((reader, writer)))
}
