//! What each command does: a word for the footer, a sentence for help, and the names of their subjects.

mod label;
pub mod subject;

pub use label::{label, label_in};

use super::delivery;
use super::guard::command as guard;
use super::logs::command as logs;
use crate::app::command::Command;

/// A sentence for help and for the command line.
pub fn command(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Down => said!(
            "One row or line down",
            "Una fila o línea abajo",
            "Uma linha abaixo"
        ),
        C::Up => said!(
            "One row or line up",
            "Una fila o línea arriba",
            "Uma linha acima"
        ),
        C::PageDown => said!("One page down", "Una página abajo", "Uma página abaixo"),
        C::PageUp => said!("One page up", "Una página arriba", "Uma página acima"),
        C::First => said!("To the first row", "A la primera fila", "À primeira linha"),
        C::Last => said!(
            "To the last row; a transcript follows its end again",
            "A la última fila; los mensajes vuelven a seguir su final",
            "À última linha; as mensagens voltam a seguir o fim"
        ),
        C::Enter => said!(
            "Open the selected row",
            "Abrir la fila seleccionada",
            "Abrir a linha selecionada"
        ),
        C::Back => said!(
            "Out one level, to the row you came from; never quits",
            "Un nivel afuera, a la fila de donde vienes; nunca sale",
            "Um nível para fora, à linha de onde você veio; nunca sai"
        ),
        C::NextPane => said!(
            "To the next pane; in sheets to the next sheet",
            "Al próximo panel; en fichas, a la próxima ficha",
            "Ao próximo painel; em fichas, à próxima ficha"
        ),
        C::PreviousPane => said!(
            "To the previous pane; in sheets to the previous sheet",
            "Al panel anterior; en fichas, a la ficha anterior",
            "Ao painel anterior; em fichas, à ficha anterior"
        ),
        C::Tenants => said!(
            "Businesses: plan, bot, waiting, usage",
            "Negocios: plan, bot, en espera, uso",
            "Negócios: plano, bot, em espera, uso"
        ),
        C::Conversations => said!(
            "All conversations, newest first",
            "Todas las conversaciones, primero las nuevas",
            "Todas as conversas, as mais novas primeiro"
        ),
        C::Escalations => said!(
            "Those who wait for a person, in the order to take them",
            "Quienes esperan a una persona, en el orden de tomarlos",
            "Quem espera uma pessoa, na ordem de assumir"
        ),
        C::Agents => said!(
            "Agents and the tenants they work for",
            "Agentes y los tenants para los que trabajan",
            "Agentes e os tenants para quem trabalham"
        ),
        C::Usage => said!(
            "Messages of the month against the limit",
            "Mensajes del mes frente al límite",
            "Mensagens do mês frente ao limite"
        ),
        C::Health => super::health::pane_command(),
        C::Metrics => super::health::metrics::command(),
        C::ShorterRange => super::health::metrics::shorter_command(),
        C::LongerRange => super::health::metrics::longer_command(),
        C::Acknowledge => super::health::ack::command(),
        C::NextWaiting => said!(
            "To the next conversation that needs a person, from anywhere",
            "A la próxima conversación que necesita a una persona, desde cualquier parte",
            "À próxima conversa que precisa de uma pessoa, de qualquer lugar"
        ),
        C::Filter => said!(
            "Show only rows that hold some words",
            "Mostrar solo filas que contienen unas palabras",
            "Mostrar só linhas que contêm algumas palavras"
        ),
        C::OrderBy => said!(
            "Order the rows by the next column",
            "Ordenar las filas por la próxima columna",
            "Ordenar as linhas pela próxima coluna"
        ),
        C::Reverse => said!(
            "Turn the order around",
            "Dar vuelta el orden",
            "Inverter a ordem"
        ),
        C::More => said!(
            "Read the next page",
            "Leer la próxima página",
            "Ler a próxima página"
        ),
        C::Refresh => said!("Read again now", "Leer de nuevo ahora", "Ler de novo agora"),
        C::Claim => said!(
            "Take it: the bot is paused, the customer is yours",
            "Tomarla: el bot queda en pausa, el cliente es tuyo",
            "Assumir: o bot fica pausado, o cliente é seu"
        ),
        C::ShowNumber => said!(
            "Show the customer's number for 30 s, with a reason; again hides it",
            "Mostrar el número del cliente 30 s, con un motivo; otra vez lo oculta",
            "Mostrar o número do cliente por 30 s, com um motivo; de novo o oculta"
        ),
        C::Reveal => said!(
            "Show the bodies of the newest mail, which are hidden until asked for",
            "Mostrar los textos del correo más nuevo, ocultos hasta que se piden",
            "Mostrar os textos do e-mail mais novo, ocultos até alguém pedir"
        ),
        C::Watch => said!(
            "Look on without taking it",
            "Mirar sin tomarla",
            "Olhar sem assumir"
        ),
        C::Reply => said!(
            "Write to the customer",
            "Escribir al cliente",
            "Escrever ao cliente"
        ),
        C::Note => said!(
            "Write a private note; the customer never sees it",
            "Escribir una nota privada; el cliente nunca la ve",
            "Escrever uma nota privada; o cliente nunca a vê"
        ),
        C::HandBack => said!(
            "Give the conversation back to the bot",
            "Devolver la conversación al bot",
            "Devolver a conversa ao bot"
        ),
        C::Resolve => said!(
            "Close it, until the customer writes again",
            "Cerrarla, hasta que el cliente escriba de nuevo",
            "Fechar, até o cliente escrever de novo"
        ),
        C::ResolveNext => sentence(guard::resolve_next()),
        C::Steal => sentence(guard::steal()),
        C::Undo => sentence(guard::undo()),
        C::Silence => sentence(guard::silence()),
        C::FirstAnswer => sentence(guard::answer(0)),
        C::SecondAnswer => sentence(guard::answer(1)),
        C::ThirdAnswer => sentence(guard::answer(2)),
        C::Snooze => said!(
            "Put it off until later; a message of the customer ends that",
            "Posponerla; un mensaje del cliente lo termina",
            "Adiá-la; uma mensagem do cliente encerra o adiamento",
        ),
        C::Assign => said!(
            "Mean it for a person; your own stays yours until they claim it",
            "Asignarla a una persona; la tuya sigue tuya hasta que la tome",
            "Atribuí-la a uma pessoa; a sua continua sua até ela assumir",
        ),
        C::Transfer => said!(
            "Offer yours to a person: transfer NAME, or transfer all NAME",
            "Ofrecer las tuyas a una persona: transfer NOMBRE o transfer all NOMBRE",
            "Oferecer as suas a uma pessoa: transfer NOME ou transfer all NOME",
        ),
        C::Reopen => said!(
            "Take a resolved conversation again",
            "Volver a tomar una conversación resuelta",
            "Reassumir uma conversa resolvida",
        ),
        C::Send => said!(
            "Send what is written and stay",
            "Enviar lo escrito y quedarse",
            "Enviar o que foi escrito e ficar"
        ),
        C::Outcome => delivery::outcome_command(),
        C::AskAgain => delivery::ask_command(),
        C::Resend => delivery::resend_command(),
        C::DropReply => delivery::drop_command(),
        C::Template => delivery::template_command(),
        C::Briefing => said!(
            "Why it escalated: words that fired, mood, what the bot tried, the customer's history",
            "Por qué se escaló: palabras, ánimo, intentos del bot, historia del cliente",
            "Por que foi escalada: palavras, ânimo, tentativas do bot, histórico do cliente"
        ),
        C::Find => said!(
            "Find words in the transcript; ] and [ go through them",
            "Busca palabras en la conversación; ] y [ las recorren",
            "Busca palavras na conversa; ] e [ passam por elas"
        ),
        C::NextFind => said!(
            "To the next line that has the words looked for",
            "A la siguiente línea con lo buscado",
            "À próxima linha com o que se busca"
        ),
        C::PreviousFind => said!(
            "To the line before that has the words looked for",
            "A la línea anterior con lo buscado",
            "À linha anterior com o que se busca"
        ),
        C::CopyLink => said!(
            "Copy the newest link of the transcript after showing its host; never opens it",
            "Copia el último enlace tras mostrar su host; nunca lo abre",
            "Copia o último link após mostrar o host; nunca o abre"
        ),
        C::Mark => said!(
            "Mark the row, or take its mark; b and e then mean all that are marked",
            "Marca la fila o quita la marca; b y e valen entonces para todas las marcadas",
            "Marca a linha ou tira a marca; b e e valem então para todas as marcadas"
        ),
        C::MarkShown => said!(
            "Mark the rows on screen, again all that the filter shows (kw:ya tenant:electro prio:urgent), again none",
            "Marca las filas en pantalla; otra vez, todas las del filtro (kw:ya tenant:electro prio:urgent); otra vez, ninguna",
            "Marca as linhas na tela; de novo, todas as do filtro (kw:ya tenant:electro prio:urgent); de novo, nenhuma"
        ),
        C::GroupKeyword => said!(
            "Put together those for whom the same word fired",
            "Junta las que escaló la misma palabra",
            "Junta as que a mesma palavra escalou"
        ),
        C::Forecast => super::usage::command::forecast(),
        C::CutOff => super::usage::command::cut_off(),
        C::WriteTable => said!(
            "Copy what is shown as a table for spreadsheets",
            "Copia lo que se muestra como tabla para hojas de cálculo",
            "Copia o que é mostrado como tabela para planilhas"
        ),
        C::Triggers => said!(
            "How often each word of the bot fired, and how often by mistake",
            "Cuántas veces disparó cada palabra del bot, y cuántas por error",
            "Quantas vezes cada palavra do bot disparou, e quantas por engano"
        ),
        C::Approve => said!(
            "Approve the request, with a reason",
            "Aprobar la solicitud, con un motivo",
            "Aprovar o pedido, com um motivo"
        ),
        C::Reject => said!(
            "Refuse the request, with a reason",
            "Rechazar la solicitud, con un motivo",
            "Recusar o pedido, com um motivo"
        ),
        C::CancelRun => said!(
            "Mark the run as cancelled; no worker is stopped by it",
            "Marcar la ejecución como anulada; ningún proceso se detiene por eso",
            "Marcar a execução como anulada; nenhum processo para por isso"
        ),
        C::Sheets => said!(
            "Small tables of the row: products, executions, logs",
            "Tablas pequeñas de la fila: productos, ejecuciones, registros",
            "Tabelas pequenas da linha: produtos, execuções, registros"
        ),
        C::MarkSold => said!(
            "Mark the product as sold, with a reason",
            "Marcar el producto como vendido, con un motivo",
            "Marcar o produto como vendido, com um motivo"
        ),
        C::Issue => said!(
            "Issue a command; the insert runs it at once",
            "Emitir un comando; insertarlo lo ejecuta enseguida",
            "Emitir um comando; a inserção o executa na hora"
        ),
        C::Logs
        | C::Trace
        | C::Insights
        | C::Wrap
        | C::SideLeft
        | C::SideRight
        | C::SaveLines
        | C::Pipe
        | C::CopyAws => logs::command(command),
        C::Toggle => said!(
            "Switch it on or off for this tenant, with a reason",
            "Encender o apagar para este tenant, con un motivo",
            "Ligar ou desligar para este tenant, com um motivo"
        ),
        C::Kill => said!(
            "Switch this agent off for all its tenants; counted first",
            "Apagar este agente para todos sus tenants; se cuenta antes",
            "Desligar este agente para todos os seus tenants; conta-se antes"
        ),
        C::SwitchOnAll => said!(
            "Switch this agent on for all its tenants; counted first",
            "Encender este agente para todos sus tenants; se cuenta antes",
            "Ligar este agente para todos os seus tenants; conta-se antes"
        ),
        C::Op => said!(
            "Operations over many tenants: resume, roll back, agree",
            "Operaciones sobre muchos tenants: reanudar, revertir, aceptar",
            "Operações sobre muitos tenants: retomar, reverter, aceitar"
        ),
        C::BreakGlass => said!(
            "Go on without a second person; everybody is told",
            "Seguir sin segunda persona; todos lo ven",
            "Seguir sem segunda pessoa; todos veem"
        ),
        C::RollBack => said!(
            "Take each tenant back to its former state",
            "Devolver cada tenant a su estado anterior",
            "Devolver cada tenant ao seu estado anterior"
        ),
        C::Incident
        | C::Incidents
        | C::Handover
        | C::Earlier
        | C::Later
        | C::MuchEarlier
        | C::MuchLater => on_call(command, 1),
        C::Confirm => said!("Yes, do it", "Sí, hazlo", "Sim, faça"),
        C::Cancel => said!(
            "No, leave everything as it is",
            "No, dejar todo como está",
            "Não, deixar tudo como está"
        ),
        C::NextField => said!("To the next field", "Al próximo campo", "Ao próximo campo"),
        C::Inspect => said!(
            "Show what the tables hold of the selected row",
            "Mostrar lo que guardan las tablas de la fila seleccionada",
            "Mostrar o que as tabelas guardam da linha selecionada"
        ),
        C::Copy => said!(
            "Copy the identity of the selected row",
            "Copiar la identidad de la fila seleccionada",
            "Copiar a identidade da linha selecionada"
        ),
        C::Help => said!(
            "Every key that works here; type to filter",
            "Todas las teclas que sirven aquí; escribe para filtrar",
            "Todas as teclas que valem aqui; digite para filtrar"
        ),
        C::CommandLine => said!(
            "Type the name of a command",
            "Escribir el nombre de un comando",
            "Digitar o nome de um comando"
        ),
        C::Messages => said!(
            "What the console said, with times",
            "Lo que dijo la consola, con horas",
            "O que o console disse, com horários"
        ),
        C::Theme => said!(
            "Walk through dark, light and mono",
            "Pasar por oscuro, claro y mono",
            "Passar por escuro, claro e mono"
        ),
        C::Redraw => said!(
            "Draw the whole screen anew",
            "Dibujar de nuevo toda la pantalla",
            "Desenhar a tela toda de novo"
        ),
        C::Suspend => said!(
            "Back to the shell; fg returns",
            "Volver a la shell; fg regresa",
            "Voltar à shell; fg retorna"
        ),
        C::Interrupt => said!(
            "Out of a text field; elsewhere asks whether to quit",
            "Salir de un campo de texto; en otra parte pregunta si salir",
            "Sair de um campo de texto; em outro lugar pergunta se sai"
        ),
        C::Quit => said!(
            "End the console; asks while conversations are yours",
            "Cerrar la consola; pregunta si hay conversaciones tuyas",
            "Fechar o console; pergunta se há conversas suas"
        ),
    }
}

fn word([word, _]: [&'static str; 2]) -> &'static str {
    word
}

fn sentence([_, sentence]: [&'static str; 2]) -> &'static str {
    sentence
}

/// The word (0) or the sentence (1) of a command of people on call.
fn on_call(command: Command, which: usize) -> &'static str {
    let words = super::shift::command(command);
    words.map_or("", |words| words.get(which).copied().unwrap_or_default())
}
