//! The design that describing the tables showed (backend facts 3.1, live = Terraform).

use crate::aws::table::{IndexSpec, KeyKind::N, KeyKind::S, TableSpec};

/// The same in both designs. `is_public` is a string, `usage_count` and `rating` are numbers.
pub const TEMPLATES: TableSpec = TableSpec::keyed(("template_id", S), None).with_indexes(&[
    IndexSpec::all(
        "popular-templates-index",
        ("category", S),
        Some(("usage_count", N)),
    ),
    IndexSpec::all(
        "tenant-templates-index",
        ("tenant_id", S),
        Some(("created_at", S)),
    ),
    IndexSpec::all(
        "category-rating-index",
        ("category", S),
        Some(("rating", N)),
    ),
    IndexSpec::all(
        "public-usage-index",
        ("is_public", S),
        Some(("usage_count", N)),
    ),
]);

pub const NODES: TableSpec =
    TableSpec::keyed(("flow_id", S), Some(("node_id", S))).with_indexes(&[
        IndexSpec::all("node-type-index", ("node_type", S), Some(("updated_at", S))),
        IndexSpec::all("tenant-flows-index", ("tenant_id", S), Some(("flow_id", S))),
    ]);

/// Its TTL attribute is written by nobody, so nothing expires (backend facts 3.1).
pub const EXECUTIONS: TableSpec = TableSpec {
    ttl: Some("expires_at"),
    ..TableSpec::keyed(("agent_id", S), Some(("run_id", S))).with_indexes(&[
        IndexSpec::all("user-runs-index", ("user_id", S), Some(("started_at", S))),
        IndexSpec::all(
            "tenant-runs-index",
            ("tenant_id", S),
            Some(("started_at", S)),
        ),
        IndexSpec::all("status-runs-index", ("status", S), Some(("started_at", S))),
        IndexSpec::all(
            "completed-runs-index",
            ("tenant_id", S),
            Some(("completed_at", S)),
        ),
    ])
};

pub const MODELS: TableSpec = TableSpec::keyed(("tenant_id", S), Some(("model_id", S)))
    .with_indexes(&[
        IndexSpec::all(
            "project-models-index",
            ("project_id", S),
            Some(("updated_at", S)),
        ),
        IndexSpec::all("type-status-index", ("model_type", S), Some(("status", S))),
        IndexSpec::all(
            "deployment-status-index",
            ("deployment_status", S),
            Some(("updated_at", S)),
        ),
        IndexSpec::all(
            "tenant-updated-index",
            ("tenant_id", S),
            Some(("updated_at", S)),
        ),
    ]);

pub const RUN_LOGS: TableSpec = TableSpec {
    ttl: Some("expires_at"),
    ..TableSpec::keyed(("experiment_id", S), Some(("log_timestamp", S))).with_indexes(&[
        IndexSpec::all("run-logs-index", ("run_id", S), Some(("log_timestamp", S))),
        IndexSpec::all(
            "level-logs-index",
            ("log_level", S),
            Some(("log_timestamp", S)),
        ),
        IndexSpec::all(
            "component-logs-index",
            ("component_type", S),
            Some(("log_timestamp", S)),
        ),
        IndexSpec::all(
            "tenant-logs-index",
            ("tenant_id", S),
            Some(("log_timestamp", S)),
        ),
    ])
};

/// The facts name `created-at-index` without its keys: taken as the experiment and the time.
pub const RUNS: TableSpec = TableSpec::keyed(("experiment_id", S), Some(("run_id", S)))
    .with_indexes(&[
        IndexSpec::all(
            "created-at-index",
            ("experiment_id", S),
            Some(("created_at", S)),
        ),
        IndexSpec::all(
            "experiment-status-index",
            ("experiment_id", S),
            Some(("run_status", S)),
        ),
    ]);
