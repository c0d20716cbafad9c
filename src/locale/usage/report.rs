//! The words of the page for people who don't use a terminal.

pub fn title(month: &str) -> String {
    told!(
        "Usage and forecast, {month}",
        "Uso y pronóstico, {month}",
        "Uso e previsão, {month}"
    )
}

pub fn lead(at: &str) -> String {
    told!(
        "How far each tenant has used its limit and when it will reach it. Read on {at}; days and months are counted in UTC.",
        "Cuánto de su límite ha usado cada tenant y cuándo lo alcanzará. Leído el {at}; los días y meses se cuentan en UTC.",
        "Quanto do limite cada tenant já usou e quando o alcançará. Lido em {at}; dias e meses são contados em UTC."
    )
}

pub fn over() -> &'static str {
    said!(
        "over their limit",
        "excedieron su límite",
        "passaram do limite"
    )
}

pub fn breaking() -> &'static str {
    said!(
        "will or may break it this month",
        "lo romperán o quizá lo rompan este mes",
        "vão ou talvez estourem neste mês"
    )
}

pub fn holding() -> &'static str {
    said!(
        "hold this month",
        "no se rompen este mes",
        "não estouram neste mês"
    )
}

pub fn unknown() -> &'static str {
    said!(
        "without a limit or with too few days",
        "sin límite o con muy pocos días",
        "sem limite ou com poucos dias"
    )
}

pub fn all() -> &'static str {
    said!(
        "What breaks first",
        "Lo que se rompe primero",
        "O que estoura primeiro"
    )
}

/// The titles of the overview, and whether a column holds numbers.
pub fn columns() -> [(&'static str, bool); 7] {
    [
        (tenant(), false),
        (super::command::plan(), false),
        (said!("used", "usado", "usado"), true),
        (super::legend::limit(), true),
        (said!("share", "parte", "parte"), false),
        (super::command::breaks(), false),
        (
            said!("tables differ", "tablas difieren", "tabelas diferem"),
            true,
        ),
    ]
}

pub fn tenant() -> &'static str {
    said!("tenant", "tenant", "tenant")
}

pub fn system() -> &'static str {
    said!("system", "sistema", "sistema")
}

pub fn month() -> &'static str {
    said!("month", "mes", "mês")
}

pub fn count() -> &'static str {
    said!("count", "cuenta", "contagem")
}

pub fn no_limit() -> &'static str {
    said!("no limit", "sin límite", "sem limite")
}

pub fn nothing() -> &'static str {
    said!(
        "There is no limit to reach, so there is no forecast.",
        "No hay límite al que llegar, así que no hay pronóstico.",
        "Não há limite a alcançar, então não há previsão."
    )
}

pub fn burn_down() -> &'static str {
    said!(
        "The month against the limit",
        "El mes frente al límite",
        "O mês frente ao limite"
    )
}

pub fn usual() -> &'static str {
    said!(
        "expected of that weekday",
        "esperado de ese día de la semana",
        "esperado desse dia da semana"
    )
}

pub fn as_table() -> &'static str {
    said!("As a table", "Como tabla", "Como tabela")
}

pub fn day() -> &'static str {
    said!("day", "día", "dia")
}

pub fn end_of_day() -> &'static str {
    said!("end of", "al final de", "fim de")
}

pub fn others() -> &'static str {
    said!(
        "Systems without limits",
        "Sistemas sin límites",
        "Sistemas sem limites"
    )
}
