//! What the commands of the watch do: the footer's word and the sentence of help.

pub fn steal() -> [&'static str; 2] {
    said!(
        [
            "steal",
            "Take it from the one who has it, with a reason they see"
        ],
        [
            "quitar",
            "Quitársela a quien la tiene, con un motivo que verá"
        ],
        ["tirar", "Tirá-la de quem a tem, com um motivo que verá"],
    )
}

pub fn undo() -> [&'static str; 2] {
    said!(
        ["undo", "Take back a hand back or resolve, for 5 seconds"],
        [
            "deshacer",
            "Deshacer devolver o resolver, durante 5 segundos"
        ],
        ["desfazer", "Desfazer devolver ou resolver, por 5 segundos"],
    )
}

pub fn silence() -> [&'static str; 2] {
    said!(
        [
            "silence bot",
            "What can be done about a bot that speaks all the same"
        ],
        [
            "callar bot",
            "Qué hacer con un bot que habla de todos modos"
        ],
        ["calar bot", "O que fazer com um bot que fala assim mesmo"],
    )
}

pub fn resolve_next() -> [&'static str; 2] {
    said!(
        ["resolve, next", "Close it and open the next that waits"],
        ["resolver, sig.", "Cerrarla y abrir la siguiente que espera"],
        ["resolver, próx.", "Fechá-la e abrir a próxima que espera"],
    )
}

/// The answer at a place, from 0.
pub fn answer(place: usize) -> [&'static str; 2] {
    match place {
        0 => said!(
            ["1st answer", "The first answer"],
            ["1.ª respuesta", "La primera respuesta"],
            ["1ª resposta", "A primeira resposta"],
        ),
        1 => said!(
            ["2nd answer", "The second answer"],
            ["2.ª respuesta", "La segunda respuesta"],
            ["2ª resposta", "A segunda resposta"],
        ),
        _ => said!(
            ["3rd answer", "The third answer"],
            ["3.ª respuesta", "La tercera respuesta"],
            ["3ª resposta", "A terceira resposta"],
        ),
    }
}
