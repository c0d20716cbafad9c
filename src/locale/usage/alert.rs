//! Alerts of usage, and from which share on they are given.

use super::{number, time};
use crate::app::usage::Said;
use crate::domain::burn::{Alerted, Level, ThresholdSet};
use crate::domain::mask;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What the console tells of usage, at a time.
pub fn said(said: &Said, at: Timestamp) -> String {
    match said {
        Said::Alert(alerted) => alert(alerted, at),
        Said::Threshold {
            tenant,
            percent,
            set,
        } => threshold(&mask::identifiers(&tenant.one_line()), *percent, *set),
    }
}

/// An alert in a sentence.
pub fn alert(alerted: &Alerted, at: Timestamp) -> String {
    let tenant = mask::identifiers(&alerted.tenant.one_line());
    let (used, limit) = (number::count(alerted.used), number::count(alerted.limit));
    let what = super::super::allowance::counted(alerted.counted);
    let today = at.to_zoned(TimeZone::UTC).date();
    match (alerted.level, alerted.breaks) {
        (Level::Percent(percent), _) if percent >= 100 => told!(
            "{tenant} is over its limit: {used} of {limit} {what}. Its customers only get the text of the limit.",
            "{tenant} superó su límite: {used} de {limit} {what}. Sus clientes solo reciben el texto de límite.",
            "{tenant} passou do limite: {used} de {limit} {what}. Seus clientes só recebem o texto de limite."
        ),
        (Level::Percent(percent), _) => told!(
            "{tenant} has used {percent} % of its limit: {used} of {limit} {what}. f shows the forecast.",
            "{tenant} usó el {percent} % de su límite: {used} de {limit} {what}. f muestra el pronóstico.",
            "{tenant} usou {percent} % do limite: {used} de {limit} {what}. f mostra a previsão."
        ),
        (Level::Forecast, Some(day)) => told!(
            "{tenant} is expected to break its limit on {}: {used} of {limit} {what}. f shows the forecast.",
            "Se espera que {tenant} rompa su límite el {}: {used} de {limit} {what}. f muestra el pronóstico.",
            "Espera-se que {tenant} estoure o limite em {}: {used} de {limit} {what}. f mostra a previsão.",
            time::date(day, today)
        ),
        (Level::Forecast, None) => told!(
            "{tenant} is expected to break its limit this month: {used} of {limit} {what}.",
            "Se espera que {tenant} rompa su límite este mes: {used} de {limit} {what}.",
            "Espera-se que {tenant} estoure o limite neste mês: {used} de {limit} {what}."
        ),
    }
}

/// What came of setting from which share on a tenant alerts.
pub fn threshold(tenant: &str, percent: Option<u8>, set: ThresholdSet) -> String {
    match (set, percent) {
        (ThresholdSet::Done, Some(percent)) => told!(
            "{tenant} alerts from {percent} % on, once a month and level.",
            "{tenant} avisa desde {percent} %, una vez por mes y nivel.",
            "{tenant} avisa a partir de {percent} %, uma vez por mês e nível."
        ),
        (ThresholdSet::Done, None) => told!(
            "{tenant} alerts at 80, 95 and 100 % again.",
            "{tenant} vuelve a avisar a 80, 95 y 100 %.",
            "{tenant} volta a avisar em 80, 95 e 100 %."
        ),
        (ThresholdSet::Already, _) => told!(
            "{tenant} alerted so already. Nothing changed.",
            "{tenant} ya avisaba así. Nada cambió.",
            "{tenant} já avisava assim. Nada mudou."
        ),
        (ThresholdSet::Changed, _) => told!(
            "Somebody set the alert of {tenant} meanwhile. Nothing was written; look and set it again.",
            "Alguien cambió el aviso de {tenant} mientras tanto. No se escribió nada; mira y ponlo de nuevo.",
            "Alguém mudou o aviso de {tenant} enquanto isso. Nada foi escrito; olhe e defina de novo."
        ),
        (ThresholdSet::Unknown, _) => told!(
            "No answer: nobody can tell whether the alert of {tenant} was set. Setting it again does no harm.",
            "Sin respuesta: no se sabe si se puso el aviso de {tenant}. Ponerlo de nuevo no hace daño.",
            "Sem resposta: não se sabe se o aviso de {tenant} foi definido. Definir de novo não faz mal."
        ),
    }
}

/// A level as a heading or a cell has it.
pub fn title_of_level(level: Level) -> String {
    match level {
        Level::Percent(percent) => format!("{percent} %"),
        Level::Forecast => super::heading().to_lowercase(),
    }
}

/// The sentence of `:alert TENANT 95`.
pub fn set_alert() -> &'static str {
    said!(
        "Alert from this share of the limit on, once a month and level",
        "Avisar desde esta parte del límite, una vez por mes y nivel",
        "Avisar a partir desta parte do limite, uma vez por mês e nível"
    )
}
