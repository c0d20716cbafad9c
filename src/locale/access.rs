//! Why something cannot be done by this console.

use crate::domain::role::{Barred, Right, Role};

/// The mark in the header.
pub fn badge(barred: Barred) -> &'static str {
    match barred {
        Barred::ReadOnly | Barred::ReadOnlyProfile => {
            said!("READ-ONLY", "SOLO LECTURA", "SÓ LEITURA")
        }
        Barred::Viewer => said!("VIEWER", "SOLO MIRAR", "SÓ OLHAR"),
        Barred::NoControlTable => said!(
            "NO CONTROL TABLE",
            "SIN TABLA DE CONTROL",
            "SEM TABELA DE CONTROLE"
        ),
        Barred::NewerControlTable => said!("OLDER CONSOLE", "CONSOLA ANTIGUA", "CONSOLE ANTIGO"),
    }
}

/// The sentence, with what to do.
pub fn barred(barred: Barred) -> &'static str {
    match barred {
        Barred::ReadOnly => {
            said!(
                "This console reads only: start it without --readonly to change anything.",
                "Esta consola solo lee: iníciala sin --readonly para cambiar algo.",
                "Este console só lê: inicie sem --readonly para mudar algo."
            )
        }
        Barred::ReadOnlyProfile => said!(
            "This profile is read-only: its file says `read-only = true`.",
            "Este perfil es de solo lectura: su archivo dice `read-only = true`.",
            "Este perfil é só de leitura: o arquivo diz `read-only = true`."
        ),
        Barred::Viewer => {
            said!(
                "Your role is viewer, which reads: the profile's `role` or `roles` names another.",
                "Tu rol es viewer, que solo lee: `role` o `roles` en el perfil nombra otro.",
                "Seu papel é viewer, que só lê: `role` ou `roles` no perfil nomeia outro."
            )
        }
        Barred::NoControlTable => {
            said!(
                "No control table, so nothing can be claimed or switched: switchboard init",
                "Sin tabla de control no se puede tomar ni cambiar nada: switchboard init",
                "Sem tabela de controle nada pode ser assumido nem mudado: switchboard init"
            )
        }
        Barred::NewerControlTable => {
            said!(
                "The control table belongs to a newer version: update this console to change anything.",
                "La tabla de control es de una versión más nueva: actualiza esta consola para cambiar algo.",
                "A tabela de controle é de uma versão mais nova: atualize este console para mudar algo."
            )
        }
    }
}

/// What the role may not do, and who may.
pub fn role(has: Role, right: Right) -> String {
    let needs = match right.least() {
        Role::Admin => said!("an admin", "un admin", "um admin"),
        Role::Operator => said!(
            "an operator or admin",
            "un operator o admin",
            "um operator ou admin"
        ),
        Role::Viewer | Role::Support => said!(
            "somebody of support",
            "alguien de support",
            "alguém de support"
        ),
    };
    told!(
        "your role is {}; it takes {needs}. The profile's `roles` say who that is.",
        "tu rol es {}; hace falta {needs}. `roles` en el perfil dice quién es.",
        "seu papel é {}; é preciso {needs}. `roles` no perfil diz quem é.",
        has.word()
    )
}
