//! What `init` and `demo --headless` say.

use crate::domain::place::Place;

pub fn initialised() -> &'static str {
    said!(
        "The control table is ready.",
        "La tabla de control está lista.",
        "A tabela de controle está pronta."
    )
}

pub fn initialised_before() -> &'static str {
    said!(
        "The control table was there already; nothing was changed.",
        "La tabla de control ya estaba; no cambió nada.",
        "A tabela de controle já existia; nada mudou."
    )
}

pub fn declined() -> &'static str {
    said!(
        "Nothing was created.",
        "No se creó nada.",
        "Nada foi criado."
    )
}

pub fn not_a_terminal() -> Vec<String> {
    vec![
        said!(
            "Nobody can be asked here.",
            "Aquí no hay a quién preguntar.",
            "Não há a quem perguntar aqui."
        )
        .to_owned(),
        said!(
            "Nothing was created. Pass --yes to create the table without a question.",
            "No se creó nada. Pasa --yes para crear la tabla sin pregunta.",
            "Nada foi criado. Passe --yes para criar a tabela sem pergunta."
        )
        .to_owned(),
    ]
}

/// What `init` would create, before it does.
pub fn prospect(table: &str, region: &str, place: &Place) -> Vec<String> {
    let place = match place {
        Place::Account { account, .. } => told!(
            "account {account}, region {region}",
            "la cuenta {account}, región {region}",
            "a conta {account}, região {region}"
        ),
        Place::Joined { endpoint } => told!(
            "{endpoint} (demo data, region {region})",
            "{endpoint} (datos de demostración, región {region})",
            "{endpoint} (dados de demonstração, região {region})"
        ),
        Place::Demo => said!(
            "the demo in this process",
            "la demostración de este proceso",
            "a demonstração deste processo"
        )
        .to_owned(),
    };
    vec![
        told!("switchboard keeps claims, replies, notes, switches and its audit trail in one table: {table}", "switchboard guarda tomas, respuestas, notas, interruptores y su auditoría en una tabla: {table}", "switchboard guarda posses, respostas, notas, interruptores e sua auditoria em uma tabela: {table}"),
        told!("It will be created in {place}.", "Se creará en {place}.", "Será criada em {place}."),
        said!("Billing PAY_PER_REQUEST: nothing is paid while nothing is used. A handoff from claim to hand back writes about 30 units, and 4 for each minute that a screen holds it: a US dollar pays for tens of thousands of them (on-demand writes, us-east-1).", "Cobro PAY_PER_REQUEST: no se paga nada mientras no se usa nada. Una atención, de la toma a la devolución, escribe unas 30 unidades, y 4 por cada minuto que una pantalla la tiene: un dólar paga decenas de miles (escrituras a demanda, us-east-1).", "Cobrança PAY_PER_REQUEST: nada se paga enquanto nada se usa. Um atendimento, de assumir a devolver, grava umas 30 unidades, e 4 por minuto em que uma tela a segura: um dólar paga dezenas de milhares (gravações sob demanda, us-east-1).").to_owned(),
        said!("With point-in-time recovery (storage is cents a month) and expiry of rows that carry a time.", "Con recuperación a un punto en el tiempo (centavos al mes) y vencimiento de las filas que llevan una fecha.", "Com recuperação a um ponto no tempo (centavos por mês) e vencimento das linhas que trazem uma data.").to_owned(),
        said!("No table of the systems is touched.", "No se toca ninguna tabla de los sistemas.", "Nenhuma tabela dos sistemas é tocada.").to_owned(),
    ]
}

pub fn create_question() -> &'static str {
    said!("Create it? [y/N]", "¿Crearla? [y/N]", "Criar? [y/N]")
}

/// The backend listens; the address is the last word, for scripts.
pub fn serving(endpoint: &str) -> String {
    told!(
        "Serving demo data at {endpoint}",
        "Sirviendo datos de demostración en {endpoint}",
        "Servindo dados de demonstração em {endpoint}"
    )
}

pub fn serving_hint(endpoint: &str) -> String {
    told!(
        "Join it with: switchboard --endpoint {endpoint} — no authentication, demo data only; Ctrl-C ends it.",
        "Únete con: switchboard --endpoint {endpoint} — sin autenticación, solo datos de demostración; Ctrl-C lo termina.",
        "Entre com: switchboard --endpoint {endpoint} — sem autenticação, só dados de demonstração; Ctrl-C encerra."
    )
}
