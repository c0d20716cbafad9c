//! What is remarked on a sheet, and our own words in its cells.

use super::number;
use crate::domain::remark::{Bench, Flow, Mailboxes, Operations, Shop, What};
use crate::domain::text::Text;
use crate::domain::word::Word;
use std::borrow::Cow;

/// A remark as a sentence or two.
pub fn remark(what: &What) -> Cow<'static, str> {
    match what {
        What::LeftOut(entries) => Cow::Owned(left_out(*entries)),
        What::Shop(what) => shop(what),
        What::Mailboxes(what) => Cow::Borrowed(mailboxes(what)),
        What::Operations(what) => operations(what),
        What::Bench(what) => workbench(what),
        What::Flow(what) => flow(what),
    }
}

fn left_out(entries: u64) -> String {
    let entries = number::count(entries);
    told!(
        "{entries} left out: the table has them here, and they state another tenant.",
        "{entries} sin mostrar: la tabla las tiene aquí, pero indican otro tenant.",
        "{entries} sem mostrar: a tabela as tem aqui, mas indicam outro tenant."
    )
}

fn shop(what: &Shop) -> Cow<'static, str> {
    Cow::Borrowed(match what {
        Shop::OddRows(rows) => return Cow::Owned(odd_rows(*rows)),
        Shop::WithoutStatus(products) => return Cow::Owned(without_status(*products)),
        Shop::OwnDashboard => said!(
            "Everything else about a product is changed in the system's own dashboard.",
            "Todo lo demás de un producto se cambia en el panel del propio sistema.",
            "Todo o resto de um produto é alterado no painel do próprio sistema."
        ),
        Shop::WholeTable => said!(
            "This table has no index over tenants: pages of the whole table are read, and other tenants' products in them are left out.",
            "Esta tabla no tiene índice por tenant: se leen páginas de toda la tabla y se omiten los productos de otros tenants.",
            "Esta tabela não tem índice por tenant: são lidas páginas da tabela toda, e os produtos de outros tenants ficam de fora."
        ),
        Shop::CountsMessages => said!(
            "The system calls the count of messages totalConversations; it counts messages.",
            "El sistema llama totalConversations a esta cuenta, pero lo que cuenta son mensajes.",
            "O sistema chama esta conta de totalConversations, mas o que ela conta são mensagens."
        ),
        Shop::OnlyWithLast => said!(
            "Read by the index over the last interaction: a customer without one is not in this list.",
            "Se lee por el índice de la última interacción: un cliente sin ella no está en esta lista.",
            "Lido pelo índice da última interação: um cliente sem ela não está nesta lista."
        ),
    })
}

fn odd_rows(rows: u64) -> String {
    match rows {
        1 => said!(
            "One row has values of another kind than the system writes.",
            "Una fila tiene valores de otro tipo que los que escribe el sistema.",
            "Uma linha tem valores de outro tipo que os que o sistema grava."
        )
        .to_owned(),
        rows => told!(
            "{} rows have values of another kind than the system writes.",
            "{} filas tienen valores de otro tipo que los que escribe el sistema.",
            "{} linhas têm valores de outro tipo que os que o sistema grava.",
            number::count(rows)
        ),
    }
}

fn without_status(products: u64) -> String {
    match products {
        1 => said!(
            "One product has no status: no list by status has it.",
            "Un producto no tiene estado: no está en ninguna lista por estado.",
            "Um produto não tem estado: não está em nenhuma lista por estado."
        )
        .to_owned(),
        products => told!(
            "{} products have no status: no list by status has them.",
            "{} productos no tienen estado: no están en ninguna lista por estado.",
            "{} produtos não têm estado: não estão em nenhuma lista por estado.",
            number::count(products)
        ),
    }
}

/// A mailbox that cannot be opened looks like an empty one (backend facts 4.2).
fn mailboxes(what: &Mailboxes) -> &'static str {
    match what {
        Mailboxes::UnknownUser => said!(
            "Sources name this user and the users' table does not: nobody is told of its mail.",
            "Hay fuentes con este usuario, pero la tabla de usuarios no lo tiene: a nadie se le avisa de su correo.",
            "Há fontes com este usuário, mas a tabela de usuários não o tem: ninguém é avisado do seu e-mail."
        ),
        Mailboxes::HowJudged => said!(
            "Health follows from the last reads and the mail that came: the system takes a mailbox that it cannot open for an empty one.",
            "La salud se deduce de las últimas lecturas y del correo que llegó: el sistema toma por vacío un buzón que no puede abrir.",
            "A saúde vem das últimas leituras e dos e-mails que chegaram: o sistema toma por vazia uma caixa que não consegue abrir."
        ),
    }
}

fn operations(what: &Operations) -> Cow<'static, str> {
    Cow::Borrowed(match what {
        Operations::WithoutEstimate(tenants) => return Cow::Owned(without_estimate(*tenants)),
        Operations::Estimates => said!(
            "Estimates of the tenants whose operational status is active; no invoices.",
            "Estimaciones de los tenants con estado operativo active; no son facturas.",
            "Estimativas dos tenants com estado operacional active; não são faturas."
        ),
        Operations::MoreTenants => said!(
            "There are more tenants than were read: the sums are too low.",
            "Hay más tenants de los que se leyeron: las sumas se quedan cortas.",
            "Há mais tenants do que foram lidos: as somas estão baixas demais."
        ),
        Operations::Stuck => said!(
            "stuck: PENDING for more than five minutes. The processor does not manage to write its result, so it may have run all the same: look before issuing it again.",
            "atascado: PENDING por más de cinco minutos. El procesador no logra escribir el resultado, así que pudo ejecutarse igual: mira antes de emitirlo de nuevo.",
            "travado: PENDING há mais de cinco minutos. O processador não consegue gravar o resultado, então pode ter sido executado: olhe antes de emitir de novo."
        ),
        Operations::Pretended => said!(
            "REPROCESS_QUEUE only pretends: its SUCCESS is no proof that anything was done.",
            "REPROCESS_QUEUE solo simula: su SUCCESS no prueba que se haya hecho algo.",
            "REPROCESS_QUEUE só simula: seu SUCCESS não prova que algo foi feito."
        ),
    })
}

fn without_estimate(tenants: u64) -> String {
    match tenants {
        1 => said!(
            "1 of them states no estimate and counts as nothing.",
            "1 de ellos no indica estimación y cuenta como nada.",
            "1 deles não informa estimativa e conta como nada."
        )
        .to_owned(),
        tenants => told!(
            "{} of them state no estimate and count as nothing.",
            "{} de ellos no indican estimación y cuentan como nada.",
            "{} deles não informam estimativa e contam como nada.",
            number::count(tenants)
        ),
    }
}

fn workbench(what: &Bench) -> Cow<'static, str> {
    Cow::Borrowed(match what {
        Bench::OnlyStatus(word) => return Cow::Owned(only(word)),
        Bench::ByStatus => said!(
            "The index of statuses spans all tenants: an operator's view, not for a tenant's own people.",
            "El índice de estados abarca a todos los tenants: es una vista del operador, no para la gente de un tenant.",
            "O índice de estados abrange todos os tenants: é uma visão do operador, não para as pessoas de um tenant."
        ),
        Bench::Public => said!(
            "Only public templates, of all tenants. A rating is the last writer's word, no average.",
            "Solo plantillas públicas, de todos los tenants. La nota es la última que alguien puso, no un promedio.",
            "Só modelos públicos, de todos os tenants. A nota é a última que alguém deu, não uma média."
        ),
        Bench::Scanned => said!(
            "Of all tenants, in the table's own order: no index has them by time. An operator's view.",
            "De todos los tenants, en el orden de la tabla: ningún índice los tiene por fecha. Es una vista del operador.",
            "De todos os tenants, na ordem da tabela: nenhum índice os tem por data. É uma visão do operador."
        ),
        Bench::LookedThrough => said!(
            "No index has a tenant's runs: the table is looked through part by part, in its own order. experiment=… asks for one experiment's.",
            "Ningún índice tiene las corridas de un tenant: la tabla se revisa por partes, en su propio orden. experiment=… pide las de un experimento.",
            "Nenhum índice tem as rodadas de um tenant: a tabela é vista por partes, na ordem dela. experiment=… pede as de um experimento."
        ),
        Bench::LinesExpire => said!(
            "Lines state when they expire; nothing promises that they go then, or stay until then.",
            "Las líneas indican cuándo vencen; nada garantiza que se borren entonces, ni que duren hasta entonces.",
            "As linhas informam quando vencem; nada garante que sumam então, nem que durem até lá."
        ),
        Bench::ModelOnly => said!(
            "A model has neither a flow nor executions of its own; templates have.",
            "Un modelo no tiene flujo ni ejecuciones propias; las plantillas sí.",
            "Um modelo de IA não tem fluxo nem execuções próprias; os modelos prontos têm."
        ),
        Bench::ForeignTemplate => said!(
            "The template is not there any more, or states another tenant. Nothing of it is shown.",
            "La plantilla ya no está, o indica otro tenant. No se muestra nada de ella.",
            "O modelo pronto não está mais lá, ou indica outro tenant. Nada dele é mostrado."
        ),
    })
}

fn only(word: &Text) -> String {
    told!(
        "Only those with the status {word}: status=running asks for others.",
        "Solo las que tienen el estado {word}: status=running pide otras.",
        "Só as que têm o estado {word}: status=running pede outras."
    )
}

fn flow(what: &Flow) -> Cow<'static, str> {
    Cow::Borrowed(match what {
        Flow::SamePosition { position, nodes } => {
            return Cow::Owned(same_position(*position, nodes));
        }
        Flow::NoJson { node, attribute } => {
            return Cow::Owned(told!(
                "{attribute} of {node} is no JSON.",
                "{attribute} de {node} no es JSON.",
                "{attribute} de {node} não é JSON."
            ));
        }
        Flow::NoTrigger => said!(
            "No trigger node: the flow never starts.",
            "Falta un nodo trigger: el flujo nunca empieza.",
            "Falta um nó trigger: o fluxo nunca começa."
        ),
        Flow::NoOutput => said!(
            "No output node: what it finds goes nowhere.",
            "Falta un nodo output: lo que encuentra no llega a ninguna parte.",
            "Falta um nó output: o que ele encontra não vai a lugar nenhum."
        ),
        Flow::MoreNodes => said!(
            "There are more nodes than were read: what seems missing may be there.",
            "Hay más nodos de los que se leyeron: lo que parece faltar puede estar.",
            "Há mais nós do que foram lidos: o que parece faltar pode estar lá."
        ),
        Flow::CouldRun => said!(
            "It could run: a trigger, an output, one node in each place, configurations that are JSON.",
            "Podría ejecutarse: un trigger, un output, un nodo en cada lugar, configuraciones que son JSON.",
            "Poderia ser executado: um trigger, um output, um nó em cada lugar, configurações que são JSON."
        ),
    })
}

fn same_position(position: i64, nodes: &[Text]) -> String {
    let nodes: Vec<&str> = nodes.iter().map(Text::as_str).collect();
    let nodes = nodes.join(", ");
    told!(
        "Position {position} is taken by {nodes}.",
        "La posición {position} está ocupada por {nodes}.",
        "A posição {position} está ocupada por {nodes}."
    )
}

/// A word of ours in a cell.
pub fn word(word: Word) -> &'static str {
    match word {
        Word::Yes => said!("yes", "sí", "sim"),
        Word::No => said!("no", "no", "não"),
        Word::Stuck => said!("stuck", "atascado", "travado"),
        Word::Paused => said!("paused", "en pausa", "em pausa"),
        Word::Failing => said!("failing", "falla", "falha"),
        Word::Well => said!("well", "bien", "bem"),
        Word::ReadWithoutMail => said!(
            "read lately, no mail",
            "leído hace poco, sin correo",
            "lido há pouco, sem e-mail"
        ),
        Word::Unproven => said!(
            "not proven: too much mail",
            "sin comprobar: demasiado correo",
            "não comprovado: e-mails demais"
        ),
        Word::ReadsUnknown => said!(
            "reads unknown",
            "lecturas desconocidas",
            "leituras desconhecidas"
        ),
        Word::NotReadLately => said!(
            "not read lately",
            "sin leer hace rato",
            "sem leitura há tempo"
        ),
        Word::New => said!("new", "nuevo", "novo"),
    }
}
