//! The commands of logs and traces.

use crate::app::Layer;
use crate::app::command::Command;

/// A sentence for help and for the command line.
pub fn command(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Logs => said!(
            "Logs of what is selected: the function of the alarm, the agent, the tenant",
            "Registros de lo seleccionado: la función de la alarma, el agente, el tenant",
            "Logs do que está selecionado: a função do alarme, o agente, o tenant"
        ),
        C::Trace => said!(
            "The trace of the selected line, those of an alarm's time, or `trace ID`",
            "La traza de la línea seleccionada, las del tiempo de una alarma, o `trace ID`",
            "O trace da linha selecionada, os do tempo de um alarme, ou `trace ID`"
        ),
        C::Insights => said!(
            "Ask Logs Insights; its price is shown before it is asked",
            "Preguntar a Logs Insights; antes se muestra el precio",
            "Perguntar ao Logs Insights; antes se mostra o preço"
        ),
        C::Wrap => said!(
            "Show long lines whole, or cut at the edge",
            "Mostrar enteras las líneas largas, o cortadas al borde",
            "Mostrar inteiras as linhas longas, ou cortadas na borda"
        ),
        C::SideLeft => said!(
            "Half a screen to the left",
            "Media pantalla a la izquierda",
            "Meia tela à esquerda"
        ),
        C::SideRight => said!(
            "Half a screen to the right",
            "Media pantalla a la derecha",
            "Meia tela à direita"
        ),
        C::SaveLines => said!(
            "Save the lines to a file of yours, numbers masked",
            "Guardar las líneas en un archivo tuyo, con los números ocultos",
            "Salvar as linhas em um arquivo seu, com os números ocultos"
        ),
        C::Pipe => said!(
            "Give the lines to a command of your shell",
            "Dar las líneas a un comando de tu shell",
            "Passar as linhas a um comando do seu shell"
        ),
        _ => said!(
            "Copy the aws command that reads the same lines",
            "Copiar el comando aws que lee las mismas líneas",
            "Copiar o comando aws que lê as mesmas linhas"
        ),
    }
}

/// One or two words for the footer.
pub fn label(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Logs => said!("logs", "registros", "logs"),
        C::Trace => said!("trace", "traza", "trace"),
        C::Insights => "Insights",
        C::Wrap => said!("wrap", "ajustar", "quebrar"),
        C::SideLeft => said!("left", "izquierda", "esquerda"),
        C::SideRight => said!("right", "derecha", "direita"),
        C::SaveLines => said!("save", "guardar", "salvar"),
        C::Pipe => said!("pipe", "pasar a", "passar a"),
        _ => said!("copy as aws", "copiar aws", "copiar aws"),
    }
}

/// The footer's word where a command means something more exact there.
pub fn label_in(command: Command, layer: Layer) -> &'static str {
    use Command as C;
    match (layer, command) {
        (Layer::Logs, C::Filter) => said!("look for", "buscar", "buscar"),
        (Layer::Logs, C::Last) => said!("follow", "seguir", "seguir"),
        (Layer::Logs, C::More) => said!("further back", "más atrás", "mais para trás"),
        (Layer::Logs, C::Copy) => said!("copy line", "copiar línea", "copiar linha"),
        (Layer::Traces, C::Enter) => said!("open it", "abrirla", "abrir"),
        (Layer::Traces, C::More) => said!(
            "all, not failed only",
            "todas, no solo fallidas",
            "todos, não só com falha"
        ),
        (Layer::Trace, C::Enter) => said!("its logs", "sus registros", "seus logs"),
        (Layer::Trace | Layer::Traces, C::Copy) => said!("copy id", "copiar id", "copiar id"),
        _ => crate::locale::command::label(command),
    }
}
