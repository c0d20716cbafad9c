//! Targets of two of the demo's tenants, as rows of the control table: what a team has promised when one joins it.

use super::team::Row;

/// Tenant, business hours, targets of what is urgent, of the rest.
const TARGETS: [(&str, &str, &str, &str); 2] = [
    (
        "tenant-ecommerce-solutions",
        "always",
        "10m/10m/8h",
        "30m/30m/1d",
    ),
    (
        "tenant-ai-tech-solutions",
        "mon-sat 08:00-20:00",
        "30m/30m/1d",
        "2h/1h/2d",
    ),
];

/// As rows.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    TARGETS.into_iter().map(|(tenant, hours, urgent, any)| Row {
        sk: format!("SLA#{tenant}"),
        texts: vec![("hours", hours), ("urgent", urgent), ("any", any)],
    })
}
