//! The design of the seed and of the system's browser client (backend facts 3.1, seed/app); its templates'
//! table is the live one.

use crate::aws::table::{IndexSpec, KeyKind::N, KeyKind::S, TableSpec};

/// `tenant-flows-index` has another sort key than the live index of the same name.
pub const NODES: TableSpec = TableSpec::keyed(("node_id", S), None).with_indexes(&[
    IndexSpec::all(
        "template-nodes-index",
        ("template_id", S),
        Some(("position", N)),
    ),
    IndexSpec::all(
        "tenant-flows-index",
        ("tenant_id", S),
        Some(("created_at", S)),
    ),
]);

pub const EXECUTIONS: TableSpec = TableSpec {
    ttl: Some("expires_at"),
    ..TableSpec::keyed(("execution_id", S), None).with_indexes(&[
        IndexSpec::all(
            "agent-executions-index",
            ("agent_id", S),
            Some(("started_at", S)),
        ),
        IndexSpec::all(
            "tenant-history-index",
            ("tenant_id", S),
            Some(("started_at", S)),
        ),
        IndexSpec::all(
            "status-executions-index",
            ("status", S),
            Some(("started_at", S)),
        ),
    ])
};

/// The sort key `rating` is taken as a number, as it is in the templates' index.
pub const MODELS: TableSpec = TableSpec::keyed(("model_id", S), None).with_indexes(&[
    IndexSpec::all(
        "provider-models-index",
        ("provider", S),
        Some(("created_at", S)),
    ),
    IndexSpec::all(
        "tenant-models-index",
        ("tenant_id", S),
        Some(("created_at", S)),
    ),
    IndexSpec::all("public-models-index", ("is_public", S), Some(("rating", N))),
]);

/// An item is one run.
pub const RUN_LOGS: TableSpec = TableSpec {
    ttl: Some("expires_at"),
    ..TableSpec::keyed(("run_id", S), None).with_indexes(&[
        IndexSpec::all(
            "experiment-runs-index",
            ("experiment_id", S),
            Some(("started_at", S)),
        ),
        IndexSpec::all(
            "tenant-experiments-index",
            ("tenant_id", S),
            Some(("started_at", S)),
        ),
        IndexSpec::all("status-runs-index", ("status", S), Some(("started_at", S))),
    ])
};
