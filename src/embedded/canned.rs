//! A few canned replies of the demo's team, as rows of the control table: what a team has when one joins it.

use super::EmbeddedError;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::AttributeValue;

/// Name, Spanish, English.
const REPLIES: [(&str, &str, &str); 4] = [
    (
        "saludo",
        "Hola {{nombre}}, soy {{agente}} de {{tenant}}. Ya leí tu conversación, dame un momento.",
        "Hi {{name}}, this is {{agent}} from {{tenant}}. I have read your messages, one moment please.",
    ),
    (
        "envio",
        "Tu pedido sale hoy con la guía {{guia}}. Llega en 2 a 3 días hábiles.",
        "Your order leaves today, tracking number {{guia}}. It takes 2 to 3 working days.",
    ),
    (
        "garantia",
        "La garantía cubre 12 meses. ¿Me mandas una foto del equipo y de la factura?",
        "The warranty covers 12 months. Could you send a photo of the device and the invoice?",
    ),
    (
        "despedida",
        "Gracias por escribirnos, {{nombre}}. Que tengas un buen día.",
        "Thank you for writing, {{name}}. Have a good day.",
    ),
];

/// Writes them into a table that was just made.
pub(super) async fn write(client: &Client, control: &str) -> Result<(), EmbeddedError> {
    for (name, es, en) in REPLIES {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let put = client.put_item().table_name(control);
        let put = put
            .item("pk", text("TEAM#marketplace"))
            .item("sk", text(&format!("CANNED#{name}")))
            .item("es", text(es))
            .item("en", text(en))
            .item("by", text("Luis"));
        put.send().await.map_err(|e| EmbeddedError::Write {
            table: control.to_owned(),
            reason: DisplayErrorContext(&e).to_string(),
        })?;
    }
    Ok(())
}
