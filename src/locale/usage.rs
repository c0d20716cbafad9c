//! How a month burns down: when its limit is reached, what that rests on, who is told, and the alerts.

mod alert;
pub mod report;

pub use alert::{alert, said, set_alert, threshold, title_of_level};

use super::{number, time};
use crate::domain::allowance::{Counted, Handler};
use crate::domain::burn::Gauge;
use crate::domain::daily::Source;
use crate::domain::forecast::{Basis, LEAST, Outlook};
use jiff::civil::{Date, Weekday};

/// When a limit is reached, in a column of seventeen: `over since 19 Nov`, `24 Nov ±1 d`.
pub fn breaks(outlook: &Outlook, today: Date) -> String {
    let day = |date: &Date| time::date(*date, today);
    match outlook {
        Outlook::Over { since: Some(since) } => {
            told!("over {}", "excedido {}", "excedido {}", day(since))
        }
        Outlook::Over { since: None } => said!("over", "excedido", "excedido").to_owned(),
        Outlook::TooFew { days } => told!(
            "{days} of {LEAST} days",
            "{days} de {LEAST} días",
            "{days} de {LEAST} dias"
        ),
        Outlook::Holds { .. } => said!("not this month", "no este mes", "não neste mês").to_owned(),
        Outlook::Breaks { p50: None, p90, .. } => {
            told!("maybe {}", "quizá {}", "talvez {}", day(p90))
        }
        Outlook::Breaks {
            p50: Some(p50),
            p90,
            ..
        } => match days_between(*p90, *p50) {
            0 => day(p50),
            apart => format!("{} ±{apart} d", day(p50)),
        },
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

/// A limit in its column, with what is counted where it is not messages.
pub fn limit(gauge: &Gauge) -> String {
    let Some(limit) = gauge.limit() else {
        return said!("unlimited", "sin tope", "ilimitado").to_owned();
    };
    let limit = number::count(limit);
    match gauge.measure.counted {
        Counted::Messages => limit,
        Counted::Conversations => told!("{limit} conv", "{limit} conv", "{limit} conv"),
    }
}

/// A count with what is counted where it is not messages.
pub fn used(gauge: &Gauge) -> String {
    let used = number::count(gauge.measure.used);
    match gauge.measure.counted {
        Counted::Messages => used,
        Counted::Conversations => told!("{used} conv", "{used} conv", "{used} conv"),
    }
}

pub fn heading() -> &'static str {
    said!("Forecast", "Pronóstico", "Previsão")
}

/// The forecast in a sentence.
pub fn sentence(gauge: &Gauge, outlook: &Outlook, today: Date) -> String {
    let day = |date: &Date| time::date(*date, today);
    let what = super::allowance::counted(gauge.measure.counted);
    match outlook {
        Outlook::Over { since: Some(since) } => told!(
            "Over since {}: the bot answers customers only with the text of the limit until the month ends.",
            "Excedido desde {}: el bot solo responde a los clientes con el texto de límite hasta fin de mes.",
            "Excedido desde {}: o bot só responde aos clientes com o texto de limite até o fim do mês.",
            day(since)
        ),
        Outlook::Over { since: None } => said!(
            "Over, since when is not recorded: the bot answers customers only with the text of the limit until the month ends.",
            "Excedido, no consta desde cuándo: el bot solo responde a los clientes con el texto de límite hasta fin de mes.",
            "Excedido, não consta desde quando: o bot só responde aos clientes com o texto de limite até o fim do mês."
        )
        .to_owned(),
        Outlook::TooFew { days } => told!(
            "Not enough data: {days} of the {LEAST} whole days that a forecast needs. The console keeps a reading a day.",
            "Datos insuficientes: {days} de los {LEAST} días completos que necesita un pronóstico. La consola guarda una lectura por día.",
            "Dados insuficientes: {days} dos {LEAST} dias completos que uma previsão precisa. O console guarda uma leitura por dia."
        ),
        Outlook::Holds { .. } => told!(
            "Holds this month ({what}): not even the worst tenth of courses reaches the limit.",
            "Este mes no se rompe ({what}): ni en el peor décimo de los casos se llega al límite.",
            "Neste mês não estoura ({what}): nem no pior décimo dos casos se chega ao limite."
        ),
        Outlook::Breaks { p50: None, p90, .. } => told!(
            "Expected to hold ({what}); in the worst tenth of courses it breaks on {} (P90).",
            "Se espera que no se rompa ({what}); en el peor décimo de los casos, el {} (P90).",
            "Espera-se que não estoure ({what}); no pior décimo dos casos, em {} (P90).",
            day(p90)
        ),
        Outlook::Breaks {
            p50: Some(p50),
            p90,
            ..
        } => told!(
            "Breaks ({what}): P50 {}, pessimistic (P90) {}.",
            "Se rompe ({what}): P50 {}, pesimista (P90) {}.",
            "Estoura ({what}): P50 {}, pessimista (P90) {}.",
            day(p50),
            day(p90)
        ),
    }
}

/// What a forecast rests on: `based on 27 days (25 Oct – 20 Nov) of tenant-usage.dailyStats`.
pub fn basis(basis: &Basis, source: Source, today: Date) -> String {
    let (from, to) = (time::date(basis.from, today), time::date(basis.to, today));
    let (days, table) = (basis.days, source.word());
    told!(
        "Based on {days} days ({from} – {to}) of {table}.",
        "Basado en {days} días ({from} – {to}) de {table}.",
        "Baseado em {days} dias ({from} – {to}) de {table}."
    )
}

/// How old the count is: when its table was written, and when it was read.
pub fn last_reading(table: &str, written: Option<&str>, read: &str) -> String {
    match written {
        Some(written) => told!(
            "Last reading {read}, source {table}, written {written}.",
            "Última lectura {read}, fuente {table}, escrita {written}.",
            "Última leitura {read}, fonte {table}, escrita {written}."
        ),
        None => told!(
            "Last reading {read}, source {table}.",
            "Última lectura {read}, fuente {table}.",
            "Última leitura {read}, fonte {table}."
        ),
    }
}

/// The shape of the week and the trend: `Monday +38 % · trend ×1.12`.
pub fn shape(basis: &Basis) -> String {
    let trend = number::places(basis.trend, 2);
    match basis.peak() {
        Some((day, percent)) => told!(
            "{} +{percent:.0} % · trend ×{trend} (last 7 days)",
            "{} +{percent:.0} % · tendencia ×{trend} (últimos 7 días)",
            "{} +{percent:.0} % · tendência ×{trend} (últimos 7 dias)",
            weekday(day)
        ),
        None => told!(
            "no shape of the week under 14 days · trend ×{trend} (last 7 days)",
            "sin forma de semana con menos de 14 días · tendencia ×{trend} (últimos 7 días)",
            "sem forma de semana com menos de 14 dias · tendência ×{trend} (últimos 7 dias)"
        ),
    }
}

/// The method in a sentence.
pub fn method() -> &'static str {
    said!(
        "Weekday means of the last 28 days times the trend, added up from the count of now; P90 raises the sum by the spread of the days.",
        "Medias por día de la semana de los últimos 28 días por la tendencia, sumadas a la cuenta de ahora; P90 sube la suma según la dispersión de los días.",
        "Médias por dia da semana dos últimos 28 dias vezes a tendência, somadas à contagem de agora; P90 aumenta a soma conforme a dispersão dos dias."
    )
}

/// A day of the week.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => said!("Monday", "lunes", "segunda"),
        Weekday::Tuesday => said!("Tuesday", "martes", "terça"),
        Weekday::Wednesday => said!("Wednesday", "miércoles", "quarta"),
        Weekday::Thursday => said!("Thursday", "jueves", "quinta"),
        Weekday::Friday => said!("Friday", "viernes", "sexta"),
        Weekday::Saturday => said!("Saturday", "sábado", "sábado"),
        Weekday::Sunday => said!("Sunday", "domingo", "domingo"),
    }
}

/// A day of the week in a letter, under a bar.
pub fn weekday_letter(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => said!("M", "L", "S"),
        Weekday::Tuesday => said!("T", "M", "T"),
        Weekday::Wednesday => said!("W", "X", "Q"),
        Weekday::Thursday => said!("T", "J", "Q"),
        Weekday::Friday => said!("F", "V", "S"),
        Weekday::Saturday => said!("S", "S", "S"),
        Weekday::Sunday => said!("S", "D", "D"),
    }
}

/// What the marks of the chart mean.
pub mod legend {
    pub fn counted() -> &'static str {
        said!("counted", "contado", "contado")
    }

    pub fn expected() -> &'static str {
        said!("expected (P50)", "esperado (P50)", "esperado (P50)")
    }

    pub fn pessimistic() -> &'static str {
        said!("pessimistic (P90)", "pesimista (P90)", "pessimista (P90)")
    }

    pub fn limit() -> &'static str {
        said!("limit", "límite", "limite")
    }
}

/// A limit that lies above what the chart shows.
pub fn limit_above(limit: u64) -> String {
    told!(
        "the limit, {}, lies far above",
        "el límite, {}, está muy por encima",
        "o limite, {}, está muito acima",
        number::count(limit)
    )
}

/// Who hears of a limit that is reached.
pub fn who_is_told() -> &'static str {
    said!(
        "At the limit the END CUSTOMER gets the text of the limit, in Spanish; nobody of the business is told.",
        "Al llegar al límite, el CLIENTE FINAL recibe el texto de límite, en español; a nadie del negocio se le avisa.",
        "Ao chegar ao limite, o CLIENTE FINAL recebe o texto de limite, em espanhol; ninguém da empresa é avisado."
    )
}

/// How many customers were told today; `key`: what shows which.
pub fn told_today(customers: usize, looked: usize, read: Option<&str>, key: &str) -> String {
    let Some(read) = read else {
        return said!(
            "Who was told today is not known yet: conversations are being read.",
            "Aún no se sabe a quién se le avisó hoy: se leen las conversaciones.",
            "Ainda não se sabe quem foi avisado hoje: as conversas estão sendo lidas."
        )
        .to_owned();
    };
    match customers {
        0 => told!(
            "Today no conversation of {looked} ends with that text (read {read}).",
            "Hoy ninguna conversación de {looked} termina con ese texto (leídas {read}).",
            "Hoje nenhuma conversa de {looked} termina com esse texto (lidas {read})."
        ),
        1 => told!(
            "Today 1 CUSTOMER of {looked} got the text of the limit (read {read}). {key} shows who",
            "Hoy 1 CLIENTE de {looked} recibió el texto de límite (leídas {read}). {key} ver cuál",
            "Hoje 1 CLIENTE de {looked} recebeu o texto de limite (lidas {read}). {key} ver qual"
        ),
        many => told!(
            "Today {many} CUSTOMERS of {looked} got the text of the limit (read {read}). {key} shows which",
            "Hoy {many} CLIENTES de {looked} recibieron el texto de límite (leídas {read}). {key} ver cuáles",
            "Hoje {many} CLIENTES de {looked} receberam o texto de limite (lidas {read}). {key} ver quais"
        ),
    }
}

/// What the tables cannot tell of it.
pub fn untold(handler: Handler) -> &'static str {
    match handler {
        Handler::Enhanced => said!(
            "The handler here stores neither the message it refuses nor its text, so the tables do not tell who was cut off; only conversations that keep the text are counted.",
            "El handler de aquí no guarda ni el mensaje que rechaza ni su texto, así que las tablas no dicen a quién se cortó; solo se cuentan conversaciones que guardan el texto.",
            "O handler daqui não guarda nem a mensagem que recusa nem o seu texto, então as tabelas não dizem quem foi cortado; só se contam conversas que guardam o texto."
        ),
        Handler::Deployed => said!(
            "Counted are conversations whose last words today are that text; one that went on since is not among them.",
            "Se cuentan las conversaciones cuyas últimas palabras de hoy son ese texto; no las que siguieron después.",
            "Contam-se as conversas cujas últimas palavras de hoje são esse texto; não as que continuaram depois."
        ),
    }
}

/// The title of the list of customers.
pub fn cut_off() -> &'static str {
    said!(
        "Told today that the limit is reached",
        "Avisados hoy de que se llegó al límite",
        "Avisados hoje de que se chegou ao limite"
    )
}

/// A month without anything to foretell.
pub fn no_forecast() -> &'static str {
    said!(
        "There is no limit to reach here: this is an older month, or its system has none.",
        "Aquí no hay límite al que llegar: es un mes anterior o su sistema no tiene.",
        "Aqui não há limite a alcançar: é um mês anterior ou o sistema não tem."
    )
}

/// The heading over the alerts.
pub fn alerts() -> &'static str {
    said!("Alerts", "Avisos", "Avisos")
}

/// At which shares a tenant alerts, and who set its own first one.
pub fn alerts_at(levels: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => told!(
            "At {levels} and by the forecast, once a month each; set by {by}.",
            "A {levels} y por el pronóstico, una vez por mes cada uno; puesto por {by}.",
            "Em {levels} e pela previsão, uma vez por mês cada um; definido por {by}."
        ),
        None => told!(
            "At {levels} and by the forecast, once a month each. :alert TENANT 90 changes the first.",
            "A {levels} y por el pronóstico, una vez por mes cada uno. :alert TENANT 90 cambia el primero.",
            "Em {levels} e pela previsão, uma vez por mês cada um. :alert TENANT 90 muda o primeiro."
        ),
    }
}

/// No alert was due.
pub fn nothing_due() -> &'static str {
    said!(
        "No alert is due that was not given before.",
        "No hay avisos pendientes que no se hayan dado antes.",
        "Não há avisos devidos que não tenham sido dados antes."
    )
}

/// A file was written.
pub fn written(file: &str) -> String {
    told!("Written: {file}", "Escrito: {file}", "Gravado: {file}")
}

/// The days under the bars.
pub fn last_days(days: usize) -> String {
    told!(
        "Last {days} days",
        "Últimos {days} días",
        "Últimos {days} dias"
    )
}

/// The words of the commands.
pub mod command {
    pub fn forecast() -> &'static str {
        said!(
            "When this tenant breaks its limit, and what that rests on",
            "Cuándo rompe su límite este tenant, y en qué se basa",
            "Quando este tenant estoura o limite, e no que se baseia"
        )
    }

    pub fn cut_off() -> &'static str {
        said!(
            "The customers who were told that the limit is reached",
            "Los clientes a quienes se avisó que se llegó al límite",
            "Os clientes avisados de que se chegou ao limite"
        )
    }

    pub fn forecast_label() -> &'static str {
        said!("forecast", "pronóstico", "previsão")
    }

    pub fn cut_off_label() -> &'static str {
        said!("who was told", "avisados", "avisados")
    }

    /// The keys and titles of the forecast as a table.
    pub fn table() -> [(&'static str, &'static str); 7] {
        [
            ("tenant", "TENANT"),
            ("counted", said!("COUNTED", "CUENTA", "CONTAGEM")),
            ("used", said!("USED", "USADO", "USADO")),
            ("limit", said!("LIMIT", "LÍMITE", "LIMITE")),
            ("percent", "%"),
            ("breaks", said!("BREAKS", "ROMPE", "ESTOURA")),
            ("basis", said!("BASED ON", "BASE", "BASE")),
        ]
    }

    pub fn breaks() -> &'static str {
        said!("breaks", "rompe", "estoura")
    }

    pub fn plan() -> &'static str {
        said!("plan", "plan", "plano")
    }
}
