//! What the demo's team has when one joins it, as rows of the control table that was just made.

use super::EmbeddedError;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::AttributeValue;

/// A row of the team: its sort key, and its texts by name.
pub(super) struct Row {
    pub sk: String,
    pub texts: Vec<(&'static str, &'static str)>,
}

/// Writes rows of the WhatsApp team, by one of its people.
pub(super) async fn write(
    client: &Client,
    control: &str,
    rows: impl Iterator<Item = Row>,
) -> Result<(), EmbeddedError> {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    for row in rows {
        let mut put = client
            .put_item()
            .table_name(control)
            .item("pk", text("TEAM#marketplace"))
            .item("sk", text(&row.sk))
            .item("by", text("Luis"));
        for (name, value) in row.texts {
            put = put.item(name, text(value));
        }
        put.send().await.map_err(|error| EmbeddedError::Write {
            table: control.to_owned(),
            reason: DisplayErrorContext(&error).to_string(),
        })?;
    }
    Ok(())
}
