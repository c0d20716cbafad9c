//! Words of metrics: what a gauge says, over which range, what its chart shows, and what reading it costs.

use crate::app::health::users::{Users, is_of};
use crate::domain::calls::{Used, total};
use crate::domain::gauge::{Range, Reading};
use crate::locale::{number, time};
use jiff::SignedDuration;

/// The command that changes between alarms and metrics.
pub fn label() -> &'static str {
    said!("alarms/metrics", "alarmas/métricas", "alarmes/métricas")
}

pub fn command() -> &'static str {
    said!(
        "Change between the alarms and the metrics of all systems",
        "Cambiar entre las alarmas y las métricas de todos los sistemas",
        "Alternar entre os alarmes e as métricas de todos os sistemas"
    )
}

pub fn shorter_label() -> &'static str {
    said!("shorter range", "rango menor", "intervalo menor")
}

pub fn shorter_command() -> &'static str {
    said!(
        "Look less far back in metrics and charts",
        "Mirar menos atrás en métricas y gráficos",
        "Olhar menos para trás em métricas e gráficos"
    )
}

pub fn longer_label() -> &'static str {
    said!("longer range", "rango mayor", "intervalo maior")
}

pub fn longer_command() -> &'static str {
    said!(
        "Look further back in metrics and charts",
        "Mirar más atrás en métricas y gráficos",
        "Olhar mais para trás em métricas e gráficos"
    )
}

/// The two groups of the pane, the one that is shown first.
pub fn alarms() -> &'static str {
    said!("Alarms", "Alarmas", "Alarmes")
}

pub fn metrics() -> &'static str {
    said!("Metrics", "Métricas", "Métricas")
}

/// A range in words: `last 3 h`.
pub fn range(range: Range) -> String {
    let span = time::age(range.span());
    match range {
        Range::Hour => said!("last hour", "última hora", "última hora").to_owned(),
        Range::Hours3 | Range::Hours12 | Range::Day => {
            told!("last {span}", "últimas {span}", "últimas {span}")
        }
        Range::Minutes15 | Range::Days3 | Range::Days7 | Range::Days14 => {
            told!("last {span}", "últimos {span}", "últimos {span}")
        }
    }
}

/// Beside the chart: of how much time each point is.
pub fn points(period: u32) -> String {
    let period = time::age(SignedDuration::from_secs(i64::from(period)));
    told!(
        "points of {period}",
        "puntos de {period}",
        "pontos de {period}"
    )
}

/// Words that a range may be.
pub fn ranges(known: &str) -> String {
    told!("one of {known}", "uno de {known}", "um de {known}")
}

/// A value with its unit; from a hundred on without decimals, which nobody reads.
pub fn value(value: f64, unit: &str) -> String {
    match value.abs() >= 100.0 {
        true => super::value(value.round(), unit),
        false => super::value(value, unit),
    }
}

/// A gauge in a word, where there is little room.
pub fn no_data() -> &'static str {
    said!("no data", "sin datos", "sem dados")
}

/// A gauge whose points could not be read, in a word.
pub fn unread() -> &'static str {
    said!("not read", "sin leer", "não lido")
}

/// Points are missing, for a reason in CloudWatch's words; and the next step.
pub fn incomplete(why: &str) -> String {
    told!(
        "Some points are missing ({why}). What is shown is not all; Ctrl-R asks again.",
        "Faltan puntos ({why}). Lo que se ve no es todo; Ctrl-R vuelve a preguntar.",
        "Faltam pontos ({why}). O que se vê não é tudo; Ctrl-R pergunta de novo."
    )
}

/// Why a gauge has no points, and the next step.
pub fn nothing(reading: &Reading, range: Range) -> String {
    if reading.gauge.is_bill() {
        return billing().to_owned();
    }
    if is_of(&reading.gauge) {
        return users_unread().to_owned();
    }
    let words = self::range(range);
    told!(
        "No data ({words}). Nothing ran, or there is nothing of this name in this account and region. That is \
         not zero and not OK: a longer range (.) tells whether it ever ran.",
        "Sin datos ({words}). Nada se ejecutó, o no hay nada con ese nombre en esta cuenta y región. Eso no es \
         cero ni OK: un rango mayor (.) dice si alguna vez se ejecutó.",
        "Sem dados ({words}). Nada foi executado, ou não há nada com esse nome nesta conta e região. Isso não é \
         zero nem OK: um intervalo maior (.) diz se já foi executado."
    )
}

/// Why an alarm's own metric has no points.
pub fn nothing_measured(range: Range) -> String {
    let words = self::range(range);
    told!(
        "No data ({words}): its metric has no point, so there is nothing to draw. That is not zero and not OK.",
        "Sin datos ({words}): su métrica no tiene puntos, así que no hay nada que dibujar. Eso no es cero ni OK.",
        "Sem dados ({words}): sua métrica não tem pontos, então não há o que desenhar. Isso não é zero nem OK."
    )
}

/// How many users signed up, where that is counted and how old it is.
pub fn users(of: Users, range: &str, ago: &str) -> String {
    let Users { all, new, .. } = of;
    let mut words = told!(
        "{new} new ({range}) of {all} users, counted by created_at of the users table, read {ago}.",
        "{new} nuevos ({range}) de {all} usuarios, contados por created_at de la tabla de usuarios, leída {ago}.",
        "{new} novos ({range}) de {all} usuários, contados por created_at da tabela de usuários, lida {ago}."
    );
    let undated = all.saturating_sub(of.dated);
    if undated > 0 {
        words.push_str(&told!(
            " {undated} of them without a date.",
            " {undated} de ellos sin fecha.",
            " {undated} deles sem data."
        ));
    }
    words
}

/// Nothing tells who is active.
pub fn no_active_users() -> &'static str {
    said!(
        "No metric of AWS counts users, and nothing tells how many are active: the system keeps no sign-in.",
        "Ninguna métrica de AWS cuenta usuarios y nada dice cuántos están activos: el sistema no guarda los accesos.",
        "Nenhuma métrica da AWS conta usuários e nada diz quantos estão ativos: o sistema não guarda os acessos."
    )
}

/// The users' table was not read to its end.
pub fn users_unread() -> &'static str {
    said!(
        "No data yet: the users are read page by page with the tenants (1), and the first pass has not ended.",
        "Aún sin datos: los usuarios se leen por páginas con los tenants (1) y la primera pasada no terminó.",
        "Ainda sem dados: os usuários são lidos por páginas com os tenants (1) e a primeira passada não terminou."
    )
}

/// Why an alarm of AlquimistaAI's own metrics finds nothing, and the next step.
pub fn without_dimensions() -> &'static str {
    said!(
        "AlquimistaAI publishes several of its own metrics with dimensions only (endpoint, status code), and this \
         alarm names none: it may find no point whatever happens. A sum over all (a metric expression) would.",
        "AlquimistaAI publica varias de sus métricas solo con dimensiones (endpoint, código de estado) y esta \
         alarma no nombra ninguna: puede no encontrar puntos nunca. Una suma de todas (una expresión) sí.",
        "A AlquimistaAI publica várias de suas métricas só com dimensões (endpoint, código de status) e este \
         alarme não cita nenhuma: pode nunca encontrar pontos. Uma soma de todas (uma expressão) encontra."
    )
}

/// The heading over what was called.
pub fn calls() -> &'static str {
    said!(
        "Calls of this console",
        "Llamadas de esta consola",
        "Chamadas deste console"
    )
}

/// Where estimated charges come from.
pub fn billing() -> &'static str {
    said!(
        "AWS estimates charges only in us-east-1, about every six hours, and only where billing alerts are \
         switched on (Billing preferences of the paying account).",
        "AWS estima los cargos solo en us-east-1, cada seis horas aproximadamente, y solo con las alertas de \
         facturación activadas (preferencias de facturación de la cuenta pagadora).",
        "A AWS estima as cobranças só em us-east-1, a cada seis horas mais ou menos, e só com os alertas de \
         cobrança ligados (preferências de cobrança da conta pagadora)."
    )
}

/// Beside what is charged, where no budget is configured.
pub fn no_budget() -> &'static str {
    said!(
        "no budget is configured: monthly-budget-usd in the profile",
        "sin presupuesto configurado: monthly-budget-usd en el perfil",
        "sem orçamento configurado: monthly-budget-usd no perfil"
    )
}

/// Behind a value: how old its period is.
pub fn of_period(ago: &str) -> String {
    told!(
        "period began {ago}",
        "el período empezó {ago}",
        "o período começou {ago}"
    )
}

/// The point of the period that has not ended.
pub fn partial(value: &str) -> String {
    told!(
        "{value} so far in the period that has not ended",
        "{value} hasta ahora en el período que no terminó",
        "{value} até agora no período que não terminou"
    )
}

/// The legend of a chart, as far as it has these.
pub fn alarm_line(limit: &str) -> String {
    told!("alarm at {limit}", "alarma en {limit}", "alarme em {limit}")
}

pub fn budget_line(limit: &str) -> String {
    told!("budget {limit}", "presupuesto {limit}", "orçamento {limit}")
}

pub fn not_ended() -> &'static str {
    said!("not ended yet", "sin terminar", "não terminado")
}

pub fn changes(count: usize) -> String {
    number::counted(
        count as u64,
        said!("change", "cambio", "mudança"),
        said!("changes", "cambios", "mudanças"),
    )
}

/// Changes within the range could not be read.
pub fn changes_unread() -> &'static str {
    said!(
        "changes could not be read",
        "los cambios no se pudieron leer",
        "as mudanças não puderam ser lidas"
    )
}

/// Over what a condition is computed from, part by part.
pub fn parts(range: &str, ago: &str) -> String {
    told!(
        "Counted, {range} (read {ago})",
        "Contado, {range} (leído {ago})",
        "Contado, {range} (lido {ago})"
    )
}

/// The alarm's line is not drawn where its points are not those of the chart.
pub fn no_line() -> &'static str {
    said!(
        "The alarm adds up shorter periods than these points, so its threshold is not drawn; a shorter range (,) \
         shows it.",
        "La alarma suma períodos más cortos que estos puntos, por eso no se dibuja su umbral; un rango menor (,) \
         lo muestra.",
        "O alarme soma períodos mais curtos que estes pontos, por isso o limite não é desenhado; um intervalo \
         menor (,) o mostra."
    )
}

/// An alarm whose values cannot be asked for.
pub fn not_charted() -> &'static str {
    said!(
        "It looks at an expression over several metrics, or at a statistic that is not read here: there is no \
         chart. The metrics (m) show its parts.",
        "Mira una expresión sobre varias métricas, o una estadística que aquí no se lee: no hay gráfico. Las \
         métricas (m) muestran sus partes.",
        "Ele olha uma expressão sobre várias métricas, ou uma estatística que não é lida aqui: não há gráfico. \
         As métricas (m) mostram suas partes."
    )
}

pub fn reading() -> &'static str {
    said!(
        "Reading its points …",
        "Leyendo sus puntos …",
        "Lendo seus pontos …"
    )
}

/// Calls of the last hour and what they cost: `last hour: 240 calls · ~0.14 USD`.
pub fn used(used: &[Used]) -> String {
    let (calls, dollars) = total(used);
    let calls = number::counted(
        calls,
        said!("call", "llamada", "chamada"),
        said!("calls", "llamadas", "chamadas"),
    );
    let dollars = number::places(dollars, 2);
    told!(
        "last hour: {calls} · ~{dollars} USD",
        "última hora: {calls} · ~{dollars} USD",
        "última hora: {calls} · ~{dollars} USD"
    )
}

/// The calls by API, with what each may be called a second.
pub fn used_of(one: &Used) -> String {
    let (calls, most) = (number::count(one.calls), one.per_second);
    match one.dollars {
        Some(dollars) => {
            let dollars = number::places(dollars, 3);
            told!(
                "{calls} in the last hour, ~{dollars} USD, at most {most}/s",
                "{calls} en la última hora, ~{dollars} USD, máximo {most}/s",
                "{calls} na última hora, ~{dollars} USD, no máximo {most}/s"
            )
        }
        None => told!(
            "{calls} in the last hour, free of charge, at most {most}/s",
            "{calls} en la última hora, sin costo, máximo {most}/s",
            "{calls} na última hora, sem custo, no máximo {most}/s"
        ),
    }
}

/// CloudWatch asked to slow down.
pub fn slowed(left: &str) -> String {
    told!(
        "CloudWatch asked to slow down: read four times less often for {left}",
        "CloudWatch pidió ir más despacio: se lee cuatro veces menos durante {left}",
        "O CloudWatch pediu para ir mais devagar: lê-se quatro vezes menos por {left}"
    )
}

/// A pane without a metric.
pub fn none() -> [String; 2] {
    [
        said!(
            "No metric is known here: none of the connected systems can be measured.",
            "Aquí no se conoce ninguna métrica: ninguno de los sistemas conectados se puede medir.",
            "Nenhuma métrica é conhecida aqui: nenhum dos sistemas conectados pode ser medido."
        )
        .to_owned(),
        said!(
            "Check account and region in the header; m shows the alarms.",
            "Revisa cuenta y región en el encabezado; m muestra las alarmas.",
            "Confira conta e região no cabeçalho; m mostra os alarmes."
        )
        .to_owned(),
    ]
}
