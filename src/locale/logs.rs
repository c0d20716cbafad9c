//! Words of logs and traces: what is looked for, how much there is, what a question costs.

pub mod command;
pub mod insights;
pub mod trace;

pub use insights::*;
pub use trace::*;

use super::time;
use crate::app::Layer;
use crate::app::command::Command;
use crate::app::logs::told::Told;
use crate::app::logs::typing::What;
use crate::app::state::Why;
use crate::domain::log::filter::{Filter, When, spelled};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The subject in help, and the title of the view.
pub fn subject() -> &'static str {
    said!("Logs and traces", "Registros y trazas", "Logs e traces")
}

pub fn title() -> &'static str {
    said!("Logs", "Registros", "Logs")
}

pub fn trace_title() -> &'static str {
    said!("Trace", "Traza", "Trace")
}

/// How many groups are looked at: its name where there is one.
pub fn groups(count: usize) -> String {
    match count {
        0 => said!("no group", "ningún grupo", "nenhum grupo").to_owned(),
        1 => said!("1 group", "1 grupo", "1 grupo").to_owned(),
        _ => told!("{count} groups", "{count} grupos", "{count} grupos"),
    }
}

/// How it stands with what is new.
pub fn follows() -> &'static str {
    said!("following", "siguiendo", "seguindo")
}

pub fn stands(key: &str) -> String {
    told!(
        "stopped, {key} follows",
        "detenido, {key} sigue",
        "parado, {key} segue"
    )
}

/// Long lines are shown on as many rows as they need.
pub fn whole() -> &'static str {
    said!("lines whole", "líneas enteras", "linhas inteiras")
}

pub fn reading() -> &'static str {
    said!("reading…", "leyendo…", "lendo…")
}

/// When a time that is over was read.
pub fn read_at(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = time::moment(at, now, zone);
    told!("read {at}", "leído {at}", "lido {at}")
}

/// What came while a person read further up.
pub fn below(count: usize, key: &str) -> String {
    match count {
        1 => told!(
            "1 new line below: {key}",
            "1 línea nueva abajo: {key}",
            "1 linha nova abaixo: {key}"
        ),
        _ => told!(
            "{count} new lines below: {key}",
            "{count} líneas nuevas abajo: {key}",
            "{count} linhas novas abaixo: {key}"
        ),
    }
}

pub fn lines(count: usize) -> String {
    match count {
        1 => said!("1 line", "1 línea", "1 linha").to_owned(),
        _ => told!("{count} lines", "{count} líneas", "{count} linhas"),
    }
}

/// How many had to go.
pub fn dropped(count: usize) -> String {
    match count {
        1 => said!(
            "1 older one dropped",
            "1 más antigua descartada",
            "1 mais antiga descartada"
        )
        .to_owned(),
        _ => told!(
            "{count} older ones dropped",
            "{count} más antiguas descartadas",
            "{count} mais antigas descartadas"
        ),
    }
}

/// Groups that could not be read.
pub fn unread(count: usize) -> String {
    match count {
        1 => said!("1 group not read", "1 grupo sin leer", "1 grupo não lido").to_owned(),
        _ => told!(
            "{count} groups not read",
            "{count} grupos sin leer",
            "{count} grupos não lidos"
        ),
    }
}

/// The time that is looked at.
pub fn when(filter: &Filter, now: Timestamp, zone: &TimeZone) -> String {
    match filter.when {
        When::Last(seconds) => {
            let span = spelled(seconds);
            told!("last {span}", "últimos {span}", "últimos {span}")
        }
        When::Since(at) => {
            let at = time::moment(at, now, zone);
            told!("since {at}", "desde {at}", "desde {at}")
        }
        When::Between(from, to) => {
            let from = time::moment(from, now, zone);
            let to = time::clock_seconds(to, zone);
            told!("{from} to {to}", "{from} a {to}", "{from} a {to}")
        }
    }
}

/// Nothing was found, and the next step.
pub fn nothing(filter: &Filter, look: &str, more: &str) -> [String; 2] {
    let narrow = !filter.terms().with.is_empty() || filter.level.is_some();
    let what = match narrow {
        true => said!(
            "No line holds that in this time. Upper and lower case count.",
            "Ninguna línea tiene eso en este tiempo. Cuentan mayúsculas y minúsculas.",
            "Nenhuma linha tem isso neste período. Maiúsculas e minúsculas contam."
        ),
        false => said!(
            "No line was written in this time.",
            "No se escribió ninguna línea en este tiempo.",
            "Nenhuma linha foi escrita neste período."
        ),
    };
    let next = told!(
        "{more} looks further back, {look} looks for something else.",
        "{more} busca más atrás, {look} busca otra cosa.",
        "{more} busca mais para trás, {look} busca outra coisa."
    );
    [what.to_owned(), next]
}

/// No group is meant, and the next step.
pub fn no_groups(there: usize, look: &str) -> [String; 2] {
    match there {
        0 => [
            said!(
                "This system has no group of logs in this account and region.",
                "Este sistema no tiene grupos de registros en esta cuenta y región.",
                "Este sistema não tem grupos de logs nesta conta e região."
            )
            .to_owned(),
            said!(
                "One is made when a function writes its first line.",
                "Se crea uno cuando una función escribe su primera línea.",
                "Um é criado quando uma função escreve a primeira linha."
            )
            .to_owned(),
        ],
        _ => [
            said!(
                "No group of logs is called so: its function has never written a line.",
                "Ningún grupo de registros se llama así: su función nunca escribió una línea.",
                "Nenhum grupo de logs tem esse nome: sua função nunca escreveu uma linha."
            )
            .to_owned(),
            told!(
                "Take group= away with {look} to see the others.",
                "Quita group= con {look} para ver los demás.",
                "Tire group= com {look} para ver os outros."
            ),
        ],
    }
}

/// What may be typed to look for lines.
pub fn how_to_look() -> &'static str {
    said!(
        "words · group= tenant= agent= trace= level=warn last=2h from= to= · -without",
        "palabras · group= tenant= agent= trace= level=warn last=2h from= to= · -sin",
        "palavras · group= tenant= agent= trace= level=warn last=2h from= to= · -sem"
    )
}

pub fn how_to_pipe() -> &'static str {
    said!(
        "a command of your shell: grep -c timeout, less is not possible",
        "un comando de tu shell: grep -c timeout; less no es posible",
        "um comando do seu shell: grep -c timeout; less não é possível"
    )
}

/// What Enter and Esc do to what is typed.
pub fn typing(what: What, command: Command) -> &'static str {
    match (command, what) {
        (Command::Enter, What::Filter) => said!("look for it", "buscarlo", "buscar"),
        (Command::Enter, What::Pipe) => said!("run it", "ejecutarlo", "executar"),
        (Command::Enter, What::Question { agreeing: false }) => said!("price", "precio", "preço"),
        (Command::Enter, What::Question { agreeing: true }) => {
            said!("ask", "preguntar", "perguntar")
        }
        (Command::Back, _) => said!("cancel", "cancelar", "cancelar"),
        _ => super::command::label_in(command, Layer::Prompt),
    }
}

/// A part of what was typed makes no sense.
pub fn unreadable(part: &str) -> String {
    told!(
        "«{part}» makes no sense here: level= is debug, info, warn or error; last= is 90s, 15m, 2h or 7d; from= and to= are 2026-11-21T02:00Z.",
        "«{part}» no se entiende: level= es debug, info, warn o error; last= es 90s, 15m, 2h o 7d; from= y to= son 2026-11-21T02:00Z.",
        "«{part}» não se entende: level= é debug, info, warn ou error; last= é 90s, 15m, 2h ou 7d; from= e to= são 2026-11-21T02:00Z."
    )
}

/// The end of a command that lines were given to.
pub fn ended(status: Option<i32>, cut: bool) -> String {
    let mut words = match status {
        Some(0) => said!("ended well", "terminó bien", "terminou bem").to_owned(),
        Some(code) => told!(
            "ended with {code}",
            "terminó con {code}",
            "terminou com {code}"
        ),
        None => said!(
            "was ended by a signal",
            "terminó por una señal",
            "terminou por um sinal"
        )
        .to_owned(),
    };
    if cut {
        words.push_str(said!(
            " · it wrote more than is shown",
            " · escribió más de lo que se muestra",
            " · escreveu mais do que se mostra"
        ));
    }
    words
}

pub fn no_output() -> &'static str {
    said!(
        "It wrote nothing.",
        "No escribió nada.",
        "Não escreveu nada."
    )
}

/// What logs have to tell.
pub fn told(told: &Told) -> String {
    match told {
        Told::Saved { path, count } => {
            let lines = lines(*count);
            told!(
                "Saved {lines} to {path}, for your eyes only.",
                "{lines} guardadas en {path}, solo para tus ojos.",
                "{lines} salvas em {path}, só para os seus olhos."
            )
        }
        Told::NotSaved { why } => told!(
            "Not saved: {why}. Is there room in the state folder?",
            "No se guardó: {why}. ¿Hay espacio en la carpeta de estado?",
            "Não foi salvo: {why}. Há espaço na pasta de estado?"
        ),
        Told::NotPiped { why } => told!(
            "The command did not run: {why}.",
            "El comando no se ejecutó: {why}.",
            "O comando não foi executado: {why}."
        ),
        Told::NoLines => said!(
            "There are no lines to do that with yet.",
            "Aún no hay líneas para eso.",
            "Ainda não há linhas para isso."
        )
        .to_owned(),
        Told::NotATrace { typed } => told!(
            "«{typed}» is no trace id; one looks like 1-5759e988-bd862e3fe1be46a994272793.",
            "«{typed}» no es un id de traza; uno se ve como 1-5759e988-bd862e3fe1be46a994272793.",
            "«{typed}» não é um id de trace; um é como 1-5759e988-bd862e3fe1be46a994272793."
        ),
    }
}

pub fn no_logs() -> &'static str {
    said!(
        "the logs of this system cannot be read here.",
        "los registros de este sistema no se pueden leer aquí.",
        "os logs deste sistema não podem ser lidos aqui."
    )
}

pub fn no_lines_here() -> &'static str {
    said!(
        "open logs first: l in 4 and 6, :logs anywhere.",
        "primero abre los registros: l en 4 y 6, :logs en todas partes.",
        "primeiro abra os logs: l em 4 e 6, :logs em qualquer lugar."
    )
}

pub fn no_trace_in_line() -> &'static str {
    said!(
        "neither the line nor its request names a trace; :trace ID opens one by its id.",
        "ni la línea ni su petición nombran una traza; :trace ID abre una por su id.",
        "nem a linha nem seu pedido citam um trace; :trace ID abre um pelo id."
    )
}

/// The same in two words.
pub fn short(why: &Why) -> &'static str {
    match why {
        Why::NoTraces => said!("sends no traces", "no envía trazas", "não envia traces"),
        Why::NoTrace => said!("no trace", "sin traza", "sem trace"),
        Why::NoLines => said!("no lines here", "sin líneas", "sem linhas"),
        _ => said!("no logs", "sin registros", "sem logs"),
    }
}

// Without a screen

pub fn no_trace() -> Vec<String> {
    no_such_trace().into_iter().take(1).collect()
}

pub fn not_a_trace() -> &'static str {
    "1-5759e988-bd862e3fe1be46a994272793"
}

pub fn no_such_group() -> &'static str {
    said!("(no line yet)", "(aún sin líneas)", "(ainda sem linhas)")
}

pub fn nothing_found() -> Vec<&'static str> {
    vec![said!(
        "No line found. Upper and lower case count; last=2h looks further back.",
        "Ninguna línea. Cuentan mayúsculas y minúsculas; last=2h busca más atrás.",
        "Nenhuma linha. Maiúsculas e minúsculas contam; last=2h busca mais para trás."
    )]
}

pub fn no_traces() -> Vec<&'static str> {
    vec![said!(
        "No trace found. --last 6h looks further back.",
        "Ninguna traza. --last 6h busca más atrás.",
        "Nenhum trace. --last 6h busca mais para trás."
    )]
}

pub fn more_before() -> &'static str {
    said!(
        "There are older ones; --limit, or a shorter time, decides what is shown.",
        "Hay más antiguas; --limit, o un tiempo más corto, decide lo que se muestra.",
        "Há mais antigas; --limit, ou um período menor, decide o que se mostra."
    )
}
