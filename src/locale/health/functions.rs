//! Words about the functions that a system's sources name.

/// Titles of the columns of functions.
pub fn titles() -> [&'static str; 2] {
    [
        said!("FUNCTION", "FUNCIÓN", "FUNÇÃO"),
        said!("STATE", "ESTADO", "ESTADO"),
    ]
}

/// Whether a function is there; `None`: not known.
pub fn state(is_there: Option<bool>) -> &'static str {
    match is_there {
        Some(true) => said!("present", "presente", "presente"),
        Some(false) => said!("missing", "falta", "ausente"),
        None => said!("not known", "no se sabe", "não se sabe"),
    }
}

pub fn missing() -> &'static str {
    said!(
        "The system's sources name this function, and it is not there.",
        "Las fuentes del sistema nombran esta función y no existe.",
        "As fontes do sistema citam esta função e ela não existe."
    )
}

pub fn remedy() -> &'static str {
    said!(
        "Deploy it from the system's own stack if that part is wanted, or check the profile's environment.",
        "Despliégala con el stack del sistema si quieres esa parte, o revisa el entorno del perfil.",
        "Implante-a com a stack do sistema se quiser essa parte, ou confira o ambiente do perfil."
    )
}

/// `because`: the words of whoever refused, without a full stop.
pub fn unknown(because: &str) -> String {
    told!(
        "It is not known which functions there are: {because}.",
        "No se sabe qué funciones hay: {because}.",
        "Não se sabe quais funções existem: {because}."
    )
}

pub fn cut() -> &'static str {
    said!(
        "There are more functions than are read, so what is missing is not known.",
        "Hay más funciones de las que se leen, así que no se sabe cuáles faltan.",
        "Há mais funções do que se lê, então não se sabe quais faltam."
    )
}

pub fn cut_remedy() -> &'static str {
    said!(
        "Look for the function in the AWS console.",
        "Busca la función en la consola de AWS.",
        "Procure a função no console da AWS."
    )
}
