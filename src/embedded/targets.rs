//! Targets of two of the demo's tenants, as rows of the control table: what a team has promised when one joins it.

use super::EmbeddedError;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::AttributeValue;

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

/// Writes them into a table that was just made.
pub(super) async fn write(client: &Client, control: &str) -> Result<(), EmbeddedError> {
    for (tenant, hours, urgent, any) in TARGETS {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let put = client.put_item().table_name(control);
        let put = put
            .item("pk", text("TEAM#marketplace"))
            .item("sk", text(&format!("SLA#{tenant}")))
            .item("hours", text(hours))
            .item("urgent", text(urgent))
            .item("any", text(any))
            .item("by", text("Luis"));
        put.send().await.map_err(|e| EmbeddedError::Write {
            table: control.to_owned(),
            reason: DisplayErrorContext(&e).to_string(),
        })?;
    }
    Ok(())
}
