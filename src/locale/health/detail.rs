//! Labels and headings of the detail.

pub fn threshold() -> &'static str {
    said!("threshold", "umbral", "limite")
}
pub fn window() -> &'static str {
    said!("window", "ventana", "janela")
}
pub fn missing() -> &'static str {
    said!("missing data", "datos faltantes", "dados ausentes")
}
pub fn actions() -> &'static str {
    said!("actions", "acciones", "ações")
}
pub fn namespace() -> &'static str {
    said!("namespace", "espacio", "espaço")
}
pub fn metric() -> &'static str {
    said!("metric", "métrica", "métrica")
}
pub fn since() -> &'static str {
    said!("since", "desde", "desde")
}
pub fn value() -> &'static str {
    said!("measured", "medido", "medido")
}
pub fn rule() -> &'static str {
    said!("Rule", "Regla", "Regra")
}
pub fn reason() -> &'static str {
    said!("Reason", "Motivo", "Motivo")
}
pub fn statistic() -> &'static str {
    said!("statistic", "estadística", "estatística")
}
pub fn period() -> &'static str {
    said!("period", "período", "período")
}
pub fn alarm() -> &'static str {
    said!("alarm", "alarma", "alarme")
}
pub fn children() -> &'static str {
    said!("Looks at", "Mira", "Olha")
}
/// An alarm that another looks at and that is not among those of the system.
pub fn unknown_child() -> &'static str {
    said!(
        "not among these alarms",
        "no está entre estas alarmas",
        "não está entre estes alarmes"
    )
}
pub fn history() -> &'static str {
    said!("History", "Historial", "Histórico")
}
