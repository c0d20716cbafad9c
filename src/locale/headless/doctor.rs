//! What a check of the backend says: findings with what to do about each, plans with their price.

pub mod channel;
mod remedy;
mod what;
use crate::domain::checkup::{How, ListOf, PlanCheck, Severity};
use crate::domain::problem::Problem;
use crate::locale::number::{self, counted};
use crate::locale::problem;

pub use remedy::remedy;

pub use what::what;

/// Hours after which DynamoDB has counted the items of a table anew.
pub const COUNTED_EVERY_HOURS: u32 = 6;

/// Titles of the columns of tables.
pub fn table() -> [&'static str; 10] {
    [
        said!("TABLE", "TABLA", "TABELA"),
        said!("KEYS", "CLAVES", "CHAVES"),
        said!("DESIGN", "DISEÑO", "DESENHO"),
        said!("INDEXES", "ÍNDICES", "ÍNDICES"),
        said!("ITEMS", "ÍTEMS", "ITENS"),
        said!("KB", "KB", "KB"),
        said!("RECOVERY", "RECUPERACIÓN", "RECUPERAÇÃO"),
        said!("TTL", "TTL", "TTL"),
        said!("KEY OF", "CLAVE DE", "CHAVE DE"),
        said!("STREAM", "STREAM", "STREAM"),
    ]
}
/// Titles of the columns of plans.
pub fn plans() -> [&'static str; 4] {
    [
        said!("LIST", "LISTA", "LISTA"),
        said!("PLAN", "PLAN", "PLANO"),
        said!("READ UNITS", "UNIDADES", "UNIDADES"),
        said!("OVER", "SOBRE", "SOBRE"),
    ]
}
/// Titles of the columns of findings.
pub fn finding() -> [&'static str; 3] {
    [
        said!("SEVERITY", "GRAVEDAD", "GRAVIDADE"),
        said!("WHERE", "DÓNDE", "ONDE"),
        said!(
            "WHAT, AND WHAT TO DO",
            "QUÉ, Y QUÉ HACER",
            "O QUÊ, E O QUE FAZER"
        ),
    ]
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Broken => said!("broken", "roto", "quebrado"),
        Severity::Degraded => said!("degraded", "degradado", "degradado"),
        Severity::WorthKnowing => said!("worth knowing", "bueno saber", "bom saber"),
    }
}

pub fn missing() -> &'static str {
    said!("missing", "falta", "falta")
}

pub fn not_known() -> &'static str {
    said!("not known", "no se sabe", "não se sabe")
}

pub fn on(is_on: bool) -> &'static str {
    match is_on {
        true => said!("on", "sí", "sim"),
        false => said!("off", "no", "não"),
    }
}

/// Keys that no source of the system has.
pub fn foreign() -> &'static str {
    said!("foreign", "ajenas", "alheias")
}

/// Indexes that lists could use: those there of all of them.
pub fn indexes(there: usize, all: usize) -> String {
    match all {
        0 => "-".to_owned(),
        all => told!("{there} of {all}", "{there} de {all}", "{there} de {all}"),
    }
}

pub fn all_well() -> &'static str {
    said!("nothing found", "nada encontrado", "nada encontrado")
}

/// How a list is read.
pub fn plan(how: How) -> &'static str {
    match how {
        How::Index => said!("by index", "por índice", "por índice"),
        How::Sweep => said!(
            "sweep of partitions",
            "barrido de particiones",
            "varredura de partições"
        ),
        How::Scan => said!("whole table", "toda la tabla", "tabela inteira"),
        How::Items => said!("item by item", "ítem por ítem", "item por item"),
    }
}

/// The price of one refresh of a list.
pub fn price(plan: &PlanCheck) -> String {
    match plan.at_most {
        true => format!("≤ {}", number::places(plan.units, 1)),
        false => format!("≈ {}", number::places(plan.units, 1)),
    }
}

/// What stands under plans.
pub fn estimate() -> String {
    told!(
        "Read units for one whole refresh, estimated from counts that may be {COUNTED_EVERY_HOURS} hours old.",
        "Unidades de lectura de una actualización entera, estimadas con cuentas que pueden tener {COUNTED_EVERY_HOURS} horas.",
        "Unidades de leitura de uma atualização inteira, estimadas com contagens que podem ter {COUNTED_EVERY_HOURS} horas."
    )
}

/// Tables that are not there and that this console does not use.
pub fn beside(missing: usize) -> String {
    told!(
        "{} of the system that this console does not use {} there.",
        "{} del sistema que esta consola no usa {}.",
        "{} do sistema que este console não usa {}.",
        counted(
            missing as u64,
            said!("table", "tabla", "tabela"),
            said!("tables", "tablas", "tabelas")
        ),
        if missing == 1 {
            said!("is not", "no está", "não está")
        } else {
            said!("are not", "no están", "não estão")
        }
    )
}

/// The last line.
pub fn summary(broken: usize, degraded: usize, known: usize, units: f64) -> String {
    let units = number::places(units, 1);
    told!(
        "{broken} broken · {degraded} degraded · {known} worth knowing · {units} read units",
        "{broken} rotos · {degraded} degradados · {known} para saber · {units} unidades de lectura",
        "{broken} quebrados · {degraded} degradados · {known} para saber · {units} unidades de leitura"
    )
}

/// What a list does without its index.
fn loss(list: ListOf) -> &'static str {
    match list {
        ListOf::Queue => said!(
            "the queue is found by reading all conversations",
            "la cola se halla leyendo todas las conversaciones",
            "a fila é achada lendo todas as conversas"
        ),
        ListOf::Customers => said!(
            "lists show numbers instead of customers' names",
            "las listas muestran números en vez de nombres de clientes",
            "as listas mostram números em vez de nomes de clientes"
        ),
        ListOf::Switches => said!(
            "what belongs to a tenant is not listed with the switches",
            "lo que es de un tenant no se lista con los interruptores",
            "o que é de um tenant não é listado com os interruptores"
        ),
        ListOf::Usage => said!(
            "usage is not counted",
            "no se cuenta el uso",
            "o uso não é contado"
        ),
        ListOf::Work => said!(
            "runs that wait for a person are not found",
            "no se hallan las corridas que esperan a una persona",
            "não se acham as rodadas que esperam uma pessoa"
        ),
        ListOf::Open => said!(
            "claims and unsent replies are not found",
            "no se hallan tomas ni respuestas sin enviar",
            "não se acham posses nem respostas não enviadas"
        ),
        ListOf::Conversations => said!(
            "a tenant's conversations are found by reading the whole table",
            "las conversaciones de un tenant se hallan leyendo toda la tabla",
            "as conversas de um tenant são achadas lendo a tabela inteira"
        ),
        ListOf::Products => said!(
            "a tenant's products are found by reading the whole table",
            "los productos de un tenant se hallan leyendo toda la tabla",
            "os produtos de um tenant são achados lendo a tabela inteira"
        ),
        ListOf::Tenants => said!(
            "the list stays empty",
            "la lista queda vacía",
            "a lista fica vazia"
        ),
    }
}

fn index(list: ListOf) -> &'static str {
    match list {
        ListOf::Queue => {
            said!(
                "Add such an index to the table if the sweep costs too much; it is used from the next start.",
                "Agrega ese índice a la tabla si el barrido cuesta demasiado; se usa desde el próximo inicio.",
                "Adicione esse índice à tabela se a varredura custar demais; é usado a partir do próximo início."
            )
        }
        ListOf::Open => said!(
            "Add the index again, with all attributes, as switchboard init makes it.",
            "Agrega de nuevo el índice, con todos los atributos, como lo hace switchboard init.",
            "Adicione de novo o índice, com todos os atributos, como switchboard init faz."
        ),
        _ => said!(
            "Add the index as the system's own stack has it; it is used from the next start.",
            "Agrega el índice como lo tiene el stack del propio sistema; se usa desde el próximo inicio.",
            "Adicione o índice como está no stack do próprio sistema; é usado a partir do próximo início."
        ),
    }
}

fn unanswered(why: &Problem) -> &'static str {
    use crate::domain::problem::Trouble;
    match why.trouble {
        Trouble::Denied => said!(
            "Ask whoever manages access for the right to this call.",
            "Pide el derecho a esta llamada a quien administra los accesos.",
            "Peça o direito a esta chamada a quem administra os acessos."
        ),
        Trouble::Throttled | Trouble::TimedOut | Trouble::Unreachable => said!(
            "Try again in a minute.",
            "Inténtalo de nuevo en un minuto.",
            "Tente de novo em um minuto."
        ),
        _ => said!(
            "Look at the table in the AWS console; a demo backend cannot answer everything.",
            "Mira la tabla en la consola de AWS; un backend de demostración no puede responderlo todo.",
            "Veja a tabela no console da AWS; um backend de demonstração não responde tudo."
        ),
    }
}

/// The words of whoever refused; the sentence names the table already.
fn because(why: &Problem) -> String {
    let said = why.detail.one_line();
    let said = problem::detail(&said);
    match said.is_empty() {
        true => problem::short(why.trouble).to_owned(),
        false => said.trim_end_matches('.').to_owned(),
    }
}

fn of_tables(tables: usize) -> String {
    counted(
        tables as u64,
        said!("table", "tabla", "tabela"),
        said!("tables", "tablas", "tabelas"),
    )
}
