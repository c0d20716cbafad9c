//! A few canned replies of the demo's team, as rows of the control table: what a team has when one joins it.

use super::team::Row;

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

/// As rows.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    REPLIES.into_iter().map(|(name, es, en)| Row {
        sk: format!("CANNED#{name}"),
        texts: vec![("es", es), ("en", en)],
    })
}
