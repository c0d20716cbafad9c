//! A customer's whole number, and a screen that others see.

use jiff::SignedDuration;

use super::time;
use crate::app::number::MOST;

/// The mark in the header.
pub fn badge() -> &'static str {
    said!("PRIVATE", "PRIVADO", "PRIVADO")
}

/// What `privacy on` does.
pub fn turn_on() -> &'static str {
    said!(
        "Hide every message and number, for a shared screen",
        "Ocultar mensajes y números, para compartir pantalla",
        "Ocultar mensagens e números, para compartilhar a tela"
    )
}

/// What `privacy off` does.
pub fn turn_off() -> &'static str {
    said!(
        "Show messages again",
        "Mostrar de nuevo los mensajes",
        "Mostrar de novo as mensagens"
    )
}

/// The title of the question for a number.
pub fn number_title(name: &str) -> String {
    told!(
        "Show the number of {name}",
        "Mostrar el número de {name}",
        "Mostrar o número de {name}"
    )
}

/// What comes of it.
pub fn number_text() -> String {
    told!(
        "The whole number stands in the card for 30 seconds. Who asked, and why, is written down first; at most \
         {MOST} in an hour.",
        "El número completo queda en la ficha 30 segundos. Antes se anota quién lo pidió y por qué; {MOST} por \
         hora como máximo.",
        "O número completo fica na ficha por 30 segundos. Antes se anota quem pediu e por quê; no máximo {MOST} \
         por hora."
    )
}

/// How long a number stays.
pub fn hides_in(left: SignedDuration) -> String {
    told!(
        "hides in {}",
        "se oculta en {}",
        "some em {}",
        time::left(left)
    )
}

/// In place of a draft while others see the screen.
pub fn draft_hidden() -> &'static str {
    said!(
        "You have written something that was not sent. It stays here as a draft.",
        "Escribiste algo que no se envió. Queda aquí como borrador.",
        "Você escreveu algo que não foi enviado. Fica aqui como rascunho."
    )
}

/// The reason that no number is shown, and the next step.
pub fn no_number() -> &'static str {
    said!(
        "no number of this customer is stored.",
        "no hay número guardado de este cliente.",
        "não há número guardado deste cliente."
    )
}

/// So many were shown that the next has to wait.
pub fn enough(rest: SignedDuration) -> String {
    told!(
        "{MOST} numbers were shown within an hour; the next in {}.",
        "se mostraron {MOST} números en una hora; el próximo en {}.",
        "{MOST} números foram mostrados em uma hora; o próximo em {}.",
        time::left(rest)
    )
}

/// Privacy is on.
pub fn private() -> &'static str {
    said!(
        "privacy is on; :privacy off ends it.",
        "la privacidad está activa; :privacy off la termina.",
        "a privacidade está ativa; :privacy off a encerra."
    )
}

/// The same in a word or two.
pub mod short {
    pub fn no_number() -> &'static str {
        said!("no number", "sin número", "sem número")
    }

    pub fn enough() -> &'static str {
        said!("too many shown", "demasiados", "muitos já")
    }

    pub fn private() -> &'static str {
        said!("private", "privado", "privado")
    }
}
