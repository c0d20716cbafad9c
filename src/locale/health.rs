//! Words of health: states, rules and histories of alarms, and what to do about what is missing.

pub mod ack;
pub mod detail;
pub mod functions;
pub mod metrics;

use super::{number, time};
use crate::domain::alarm::{
    Actions, AlarmState, Comparison, Condition, Found, Happened, Missing, Rule, Vital, Watch,
    Window,
};
use crate::domain::problem::{Problem, Trouble};
use jiff::SignedDuration;

/// The pane's name.
pub fn tab() -> &'static str {
    said!("Health", "Salud", "Saúde")
}

/// The command that goes there.
pub fn label() -> &'static str {
    said!("health", "salud", "saúde")
}

pub fn pane_command() -> &'static str {
    said!(
        "Alarms of all systems: existing, missing and computed",
        "Alarmas de todos los sistemas: existentes, faltantes y calculadas",
        "Alarmes de todos os sistemas: existentes, ausentes e calculados"
    )
}

/// A state in a word; `None`: the alarm does not exist.
pub fn state(state: Option<AlarmState>) -> &'static str {
    match state {
        Some(AlarmState::Alarm) => said!("ALARM", "ALARMA", "ALARME"),
        Some(AlarmState::Ok) => "OK",
        Some(AlarmState::NoData) => said!("no data", "sin datos", "sem dados"),
        None => said!("missing", "falta", "ausente"),
    }
}

/// The name of a line: of a condition that has no alarm, what it is about.
pub fn name(vital: &Vital) -> String {
    match &vital.found {
        Found::Computed(measured) => condition(measured.condition).to_owned(),
        Found::Existing(_) | Found::Missing(_) => vital.name.one_line().into_owned(),
    }
}

/// A condition in words.
pub fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::ErrorRate => said!(
            "Lambda error rate",
            "Tasa de errores de Lambda",
            "Taxa de erros do Lambda"
        ),
        Condition::QueueDepth => said!(
            "Messages in a queue",
            "Mensajes en una cola",
            "Mensagens em uma fila"
        ),
        Condition::ServerErrors => said!(
            "API server errors (5xx)",
            "Errores del servidor de la API (5xx)",
            "Erros do servidor da API (5xx)"
        ),
        Condition::Throttling => said!(
            "DynamoDB throttling",
            "DynamoDB limita solicitudes",
            "DynamoDB limita solicitações"
        ),
    }
}

/// What a line looks at, in a few words: `p95 Duration ≥ 3 000 ms, 2 of 3 × 5 min`.
pub fn rule_of(vital: &Vital) -> String {
    match &vital.found {
        Found::Existing(alarm) => match &alarm.watch {
            Watch::Metric(of) => rule(of),
            Watch::Composite(of) => of.one_line().into_owned(),
        },
        Found::Computed(measured) => rule(&measured.rule),
        Found::Missing(of) => rule(of),
    }
}

/// The same where there is little room: threshold and window first.
pub fn brief(vital: &Vital) -> String {
    let Some(rule) = vital.rule() else {
        return rule_of(vital);
    };
    let measure = rule.measure.one_line();
    match rule.window {
        Some(of) => format!("{} · {} · {measure}", threshold(rule), window(of)),
        None => format!("{} · {measure}", threshold(rule)),
    }
}

/// A rule in a few words.
pub fn rule(rule: &Rule) -> String {
    let mut words = Vec::new();
    if !rule.statistic.is_empty() {
        words.push(rule.statistic.one_line().into_owned());
    }
    words.push(rule.measure.one_line().into_owned());
    words.push(threshold(rule));
    let words = words.join(" ");
    match rule.window {
        Some(of) => format!("{words}, {}", window(of)),
        None => words,
    }
}

/// `≥ 3 000 ms`.
pub fn threshold(rule: &Rule) -> String {
    let sign = match rule.comparison {
        Comparison::AtLeast => "≥",
        Comparison::Above => ">",
        Comparison::Below => "<",
        Comparison::AtMost => "≤",
        Comparison::OutsideBand => {
            return said!(
                "outside of its learnt band",
                "fuera de su banda aprendida",
                "fora da faixa aprendida"
            )
            .to_owned();
        }
    };
    match rule.threshold {
        Some(limit) => format!("{sign} {}", value(limit, &rule.unit)),
        None => sign.to_owned(),
    }
}

/// A measured value with its unit: as exact as it matters.
pub fn value(value: f64, unit: &str) -> String {
    let decimals = if value.fract().abs() < 0.05 { 0 } else { 1 };
    let digits = number::decimal(value, decimals);
    format!("{digits} {unit}").trim_end().to_owned()
}

/// `15 min`, `2 × 1 min`, `2 of 3 × 5 min`.
pub fn window(window: Window) -> String {
    let period = time::age(SignedDuration::from_secs(i64::from(window.period)));
    let (breaching, periods) = (window.breaching, window.periods);
    if periods <= 1 {
        return period;
    }
    if breaching == periods {
        return format!("{periods} × {period}");
    }
    told!(
        "{breaching} of {periods} × {period}",
        "{breaching} de {periods} × {period}",
        "{breaching} de {periods} × {period}"
    )
}

/// What is assumed of a period without a value.
pub fn missing(missing: Option<Missing>) -> &'static str {
    match missing {
        Some(Missing::NoData) => said!(
            "says nothing: the alarm has no data",
            "no dice nada: la alarma queda sin datos",
            "não diz nada: o alarme fica sem dados"
        ),
        Some(Missing::Ignored) => said!(
            "ignored: the state stays",
            "se ignora: el estado se mantiene",
            "ignorado: o estado permanece"
        ),
        Some(Missing::Breaching) => said!(
            "counts as broken",
            "cuenta como incumplida",
            "conta como violação"
        ),
        Some(Missing::NotBreaching) => said!(
            "counts as well",
            "cuenta como en orden",
            "conta como em ordem"
        ),
        None => unknown(),
    }
}

/// What no source of the system says.
pub fn unknown() -> &'static str {
    said!(
        "not in the system's sources",
        "no está en las fuentes del sistema",
        "não está nas fontes do sistema"
    )
}

/// What an alarm does when it turns.
pub fn actions(actions: &Actions) -> String {
    let (alarm, ok) = (actions.on_alarm, actions.on_ok);
    if let Some(by) = &actions.suppressed {
        let by = by.one_line();
        return told!(
            "held back by {by}",
            "suprimidas por {by}",
            "suprimidas por {by}"
        );
    }
    if !actions.enabled {
        return said!(
            "switched off: nobody is told",
            "apagadas: no se avisa a nadie",
            "desligadas: ninguém é avisado"
        )
        .to_owned();
    }
    if alarm + ok + actions.on_no_data == 0 {
        return said!(
            "none: nobody is told",
            "ninguna: no se avisa a nadie",
            "nenhuma: ninguém é avisado"
        )
        .to_owned();
    }
    told!(
        "on, {alarm} at ALARM, {ok} at OK",
        "activas, {alarm} en ALARMA, {ok} en OK",
        "ativas, {alarm} em ALARME, {ok} em OK"
    )
}

/// A line of an alarm's history.
pub fn happened(what: &Happened) -> String {
    match what {
        Happened::Turned { from, to } => {
            let to = state(Some(*to));
            match from {
                Some(from) => format!("{} → {to}", state(Some(*from))),
                None => format!("→ {to}"),
            }
        }
        Happened::Configured => said!("changed", "modificada", "alterado").to_owned(),
        Happened::Acted => said!("told", "avisó", "avisou").to_owned(),
    }
}

/// Beside the value: how old the newest point is.
pub fn measured(ago: &str) -> String {
    told!(
        "newest point {ago}",
        "último punto {ago}",
        "último ponto {ago}"
    )
}

/// What it means that an alarm is missing, and the next step.
pub fn missing_alarm() -> &'static str {
    said!(
        "The system's sources name this alarm, and it is not in this account and region: nobody is told when it \
         should ring. Deploy the stack that makes it, or check account, region and environment of the profile.",
        "Las fuentes del sistema nombran esta alarma y no existe en esta cuenta y región: nadie recibe aviso \
         cuando debería sonar. Despliega el stack que la crea, o revisa cuenta, región y entorno del perfil.",
        "As fontes do sistema citam este alarme e ele não existe nesta conta e região: ninguém é avisado quando \
         deveria soar. Implante a stack que o cria, ou confira conta, região e ambiente do perfil."
    )
}

/// What it means that a condition is computed.
pub fn computed() -> &'static str {
    said!(
        "No alarm watches this: it is computed here from metrics while this pane is open, and nobody is told.",
        "Ninguna alarma vigila esto: se calcula aquí con métricas mientras este panel está abierto, y nadie \
         recibe aviso.",
        "Nenhum alarme vigia isto: é calculado aqui com métricas enquanto este painel está aberto, e ninguém é \
         avisado."
    )
}

/// Why nothing could be measured.
pub fn no_data(trouble: Option<&Problem>) -> String {
    match trouble {
        Some(problem) if problem.trouble == Trouble::Denied => said!(
            "The metrics may not be read: cloudwatch:GetMetricData is not permitted. `switchboard iam ROLE` \
             prints the policy.",
            "No se permite leer las métricas: falta cloudwatch:GetMetricData. `switchboard iam ROLE` muestra \
             la política.",
            "Não é permitido ler as métricas: falta cloudwatch:GetMetricData. `switchboard iam ROLE` mostra a \
             política."
        )
        .to_owned(),
        Some(problem) => super::problem(problem).what,
        None => said!(
            "There is no data: nothing ran in the window, or the metric is not there. That is not OK.",
            "No hay datos: nada se ejecutó en la ventana o la métrica no existe. Eso no es OK.",
            "Não há dados: nada foi executado na janela ou a métrica não existe. Isso não é OK."
        )
        .to_owned(),
    }
}

/// An alarm of which nothing happened, as far as CloudWatch remembers.
pub fn no_history() -> &'static str {
    said!(
        "Nothing happened to it in the time that CloudWatch keeps (30 days).",
        "No le pasó nada en el tiempo que CloudWatch conserva (30 días).",
        "Nada aconteceu com ele no tempo que o CloudWatch guarda (30 dias)."
    )
}

pub fn reading_history() -> &'static str {
    said!(
        "Reading its history …",
        "Leyendo su historial …",
        "Lendo o histórico …"
    )
}

/// More happened than is shown.
pub fn more_history(paging: bool) -> &'static str {
    match paging {
        true => said!(
            "Reading older lines …",
            "Leyendo líneas anteriores …",
            "Lendo linhas anteriores …"
        ),
        false => said!(
            "+ reads older lines.",
            "+ lee líneas anteriores.",
            "+ lê linhas anteriores."
        ),
    }
}

/// An empty pane.
pub fn none() -> [String; 2] {
    [
        said!(
            "No alarm is known here, and none of the connected systems names one.",
            "Aquí no se conoce ninguna alarma y ninguno de los sistemas conectados nombra una.",
            "Nenhum alarme é conhecido aqui e nenhum dos sistemas conectados cita um."
        )
        .to_owned(),
        said!(
            "The Marketplace has no alarms at all; check account and region in the header for the others.",
            "El Marketplace no tiene alarmas; para los demás, revisa cuenta y región en el encabezado.",
            "O Marketplace não tem alarmes; para os demais, confira conta e região no cabeçalho."
        )
        .to_owned(),
    ]
}

/// An account with more alarms than are read.
pub fn cut() -> &'static str {
    said!(
        "the account has more alarms than are read: what is missing cannot be told",
        "la cuenta tiene más alarmas de las que se leen: no se sabe cuáles faltan",
        "a conta tem mais alarmes do que se lê: não se sabe quais faltam"
    )
}

/// A history without lines, without a screen.
pub fn no_such_history() -> &'static str {
    said!(
        "Nothing happened to it, or there is no alarm of this name: alarms list names them.",
        "No le pasó nada, o no hay una alarma con ese nombre: alarms list las nombra.",
        "Nada aconteceu com ele, ou não há alarme com esse nome: alarms list os mostra."
    )
}
