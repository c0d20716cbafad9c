//! What a finding says.

use super::{because, channel, loss, of_tables};
use crate::domain::checkup::{Drift, Finding, Owner, What};
use crate::locale::health::functions;
use crate::locale::number::counted;

/// What was found, in one sentence.
pub fn what(finding: &Finding) -> String {
    match &finding.what {
        What::NotDeployed => said!("None of its tables is here.", "Ninguna de sus tablas está aquí.", "Nenhuma de suas tabelas está aqui.").to_owned(),
        What::TableMissing(_) => said!("The table is missing.", "Falta la tabla.", "Falta a tabela.").to_owned(),
        What::NotDescribed(why) => {
            told!("It is not known what the table is: {}.", "No se sabe cómo es la tabla: {}.", "Não se sabe como é a tabela: {}.", because(why))
        }
        What::ForeignKeys { partition, sort } => told!(
            "Its keys are {partition} and {}, which no source of the system has.", "Sus claves son {partition} y {}, que ninguna fuente del sistema tiene.", "As chaves são {partition} e {}, que nenhuma fonte do sistema tem.",
            sort.as_deref().unwrap_or(said!("none", "ninguna", "nenhuma"))
        ),
        What::IndexMissing {
            partition,
            sort,
            list,
        } => {
            let sort = sort.map(|sort| told!(" and {sort}", " y {sort}", " e {sort}")).unwrap_or_default();
            let loss = loss(*list);
            told!("No index over {partition}{sort}: {loss}.", "Sin índice sobre {partition}{sort}: {loss}.", "Sem índice sobre {partition}{sort}: {loss}.")
        }
        What::NoRecovery(tables) => {
            told!("Point-in-time recovery is off for {}.", "La recuperación a un punto en el tiempo está apagada en {}.", "A recuperação a um ponto no tempo está desligada em {}.", of_tables(*tables))
        }
        What::RecoveryUnknown(tables, why) => told!(
            "Point-in-time recovery is not known of {}: {}.", "No se sabe si hay recuperación a un punto en el tiempo en {}: {}.", "Não se sabe se há recuperação a um ponto no tempo em {}: {}.",
            of_tables(*tables),
            because(why)
        ),
        What::NoTtl(attribute) => told!("TTL does not read {attribute}: nothing expires.", "El TTL no lee {attribute}: nada vence.", "O TTL não lê {attribute}: nada vence."),
        What::TtlUnknown(why) => told!("TTL is not known: {}.", "No se sabe el TTL: {}.", "Não se sabe o TTL: {}.", because(why)),
        What::TtlUnwritten(attribute) => {
            told!("TTL reads {attribute}, and no item looked at has it: nothing expires.", "El TTL lee {attribute}, y ningún ítem mirado lo tiene: nada vence.", "O TTL lê {attribute}, e nenhum item olhado o tem: nada vence.")
        }
        What::NoControlTable => said!("There is no control table: consoles can only read.", "No hay tabla de control: las consolas solo pueden leer.", "Não há tabela de controle: os consoles só podem ler.").to_owned(),
        What::ControlNotSetUp => {
            said!("The control table has no first row: consoles can only read.", "La tabla de control no tiene primera fila: las consolas solo pueden leer.", "A tabela de controle não tem a primeira linha: os consoles só podem ler.").to_owned()
        }
        What::NewerControlTable => {
            said!("The control table is of a newer version: this console can only read.", "La tabla de control es de una versión más nueva: esta consola solo puede leer.", "A tabela de controle é de uma versão mais nova: este console só pode ler.").to_owned()
        }
        What::NoFeed => said!("There is no such queue: an escalation is seen at the next sweep, and why, how sure and by whom to be taken is not known.", "No existe esa cola: una escalada se ve en el próximo barrido, y no se sabe por qué, con qué certeza ni quién debe tomarla.", "Essa fila não existe: uma escalada é vista na próxima varredura, e não se sabe por quê, com que certeza nem quem deve assumir.").to_owned(),
        What::FeedUnknown(why) => {
            told!("It is not known whether escalations can be heard: {}.", "No se sabe si se pueden escuchar las escaladas: {}.", "Não se sabe se as escaladas podem ser ouvidas: {}.", because(why))
        }
        What::UnreadBodies(count) => told!(
            "{} about escalations could not be read.", "No se pudo leer {} sobre escaladas.", "Não foi possível ler {} sobre escaladas.",
            counted(u64::from(*count), said!("message", "mensaje", "mensagem"), said!("messages", "mensajes", "mensagens"))
        ),
        What::Unread(why) => told!("A page of it could not be read: {}.", "No se pudo leer una de sus páginas: {}.", "Não foi possível ler uma de suas páginas: {}.", because(why)),
        What::ColumnsMissing(names) => told!("It lacks columns that are needed: {names}.", "Le faltan columnas necesarias: {names}.", "Faltam colunas necessárias: {names}."),
        What::NotUnique(columns) => {
            told!("No unique constraint over {columns}: two writers at once could both insert.", "Sin restricción única sobre {columns}: dos escritores a la vez podrían insertar ambos.", "Sem restrição única sobre {columns}: dois escritores ao mesmo tempo poderiam inserir ambos.")
        }
        What::FunctionMissing => functions::missing().to_owned(),
        What::FunctionsUnknown(why) => functions::unknown(&super::because(why)),
        What::FunctionsCut => functions::cut().to_owned(),
        What::Channels(flaw, count) => channel::what(*flaw, *count),
        What::ChannelsUnknown(why) => channel::unknown(&super::because(why)),
        What::LimitOff(name) => told!("The server does not keep {name} for our sessions.", "El servidor no mantiene {name} para nuestras sesiones.", "O servidor não mantém {name} para nossas sessões."),
        What::Drift(drift, count) => drifted(*drift, *count),
    }
}

/// What the items of a page show.
pub(super) fn drifted(drift: Drift, count: usize) -> String {
    let counted = |one, many| counted(count as u64, one, many);
    let rows = || {
        counted(
            said!("row", "fila", "linha"),
            said!("rows", "filas", "linhas"),
        )
    };
    let sources = || {
        counted(
            said!("active source", "fuente activa", "fonte ativa"),
            said!("active sources", "fuentes activas", "fontes ativas"),
        )
    };
    match drift {
        Drift::UnknownWord => {
            told!(
                "{} whose status or priority is no known word.",
                "{} cuyo status o priority no es una palabra conocida.",
                "{} cujo status ou priority não é uma palavra conhecida.",
                rows()
            )
        }
        Drift::WrongType => told!(
            "{} with a value of a wrong type or form.",
            "{} con un valor de tipo o forma equivocados.",
            "{} com um valor de tipo ou forma errados.",
            rows()
        ),
        Drift::Stub => told!(
            "{} with a key and nothing else.",
            "{} con una clave y nada más.",
            "{} com uma chave e nada mais.",
            rows()
        ),
        Drift::Orphan(Owner::Tenant) => told!(
            "{} of tenants that do not exist.",
            "{} de tenants que no existen.",
            "{} de tenants que não existem.",
            rows()
        ),
        Drift::Orphan(Owner::User) => told!(
            "{} of users who do not exist.",
            "{} de usuarios que no existen.",
            "{} de usuários que não existem.",
            rows()
        ),
        Drift::Orphan(Owner::Agent) => {
            told!(
                "{} of agents that are in no catalogue.",
                "{} de agentes que no están en ningún catálogo.",
                "{} de agentes que não estão em nenhum catálogo.",
                rows()
            )
        }
        Drift::Orphan(Owner::Nobody) => told!(
            "{} without an owner.",
            "{} sin dueño.",
            "{} sem dono.",
            rows()
        ),
        Drift::TwoDesigns => told!(
            "{} whose two designs give the tenant different states.",
            "{} cuyos dos diseños dan al tenant estados distintos.",
            "{} cujos dois desenhos dão ao tenant estados diferentes.",
            rows()
        ),
        Drift::UsageDiffers => told!(
            "{} that the two usage tables count differently.",
            "{} que las dos tablas de uso cuentan distinto.",
            "{} que as duas tabelas de uso contam diferente.",
            counted(
                said!("month", "mes", "mês"),
                said!("months", "meses", "meses")
            )
        ),
        Drift::ActivationsDiffer => told!(
            "{} differently here and in the activations.",
            "{} distinto aquí y en las activaciones.",
            "{} diferente aqui e nas ativações.",
            counted(
                said!("switch stands", "interruptor está", "interruptor está"),
                said!(
                    "switches stand",
                    "interruptores están",
                    "interruptores estão"
                )
            )
        ),
        Drift::CommandStuck => told!(
            "{} pending for more than five minutes.",
            "{} por más de cinco minutos.",
            "{} por mais de cinco minutos.",
            counted(
                said!("command", "comando pendiente", "comando pendente"),
                said!("commands", "comandos pendientes", "comandos pendentes")
            )
        ),
        Drift::ApproversUnreadable => told!(
            "{} of which it cannot be read who was asked: nobody can decide.",
            "{} sin poder leerse a quién se preguntó: nadie puede decidir.",
            "{} sem que se leia a quem se perguntou: ninguém pode decidir.",
            counted(
                said!("request", "solicitud", "pedido"),
                said!("requests", "solicitudes", "pedidos")
            )
        ),
        Drift::SourceFails => told!(
            "{} whose last read failed.",
            "{} cuya última lectura falló.",
            "{} cuja última leitura falhou.",
            sources()
        ),
        Drift::SourceNeverRead => told!(
            "{} of which no read is known.",
            "{} sin ninguna lectura conocida.",
            "{} sem nenhuma leitura conhecida.",
            sources()
        ),
        Drift::SyncWithoutSource => told!(
            "{} about sources that do not exist.",
            "{} sobre fuentes que no existen.",
            "{} sobre fontes que não existem.",
            rows()
        ),
    }
}
