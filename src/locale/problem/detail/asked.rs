//! What was asked makes no sense.

pub(super) fn said(words: &str) -> Option<&str> {
    Some(match words {
        "it says so already" => said!(words, "ya está así", "já está assim"),
        "it was never activated" => said!(words, "nunca se activó", "nunca foi ativado"),
        "it is empty" => said!(words, "está vacío", "está vazio"),
        "empty" => said!(words, "vacío", "vazio"),
        "no name of a queue" => said!(
            words,
            "no es el nombre de una cola",
            "não é o nome de uma fila"
        ),
        "it is 0" => said!(words, "es 0", "é 0"),
        "it is no ULID" => said!(words, "no es un ULID", "não é um ULID"),
        "it is no whole number" => {
            said!(words, "no es un número entero", "não é um número inteiro")
        }
        "it is stated twice" => said!(words, "está dos veces", "está duas vezes"),
        "two different tenants are stated" => said!(
            words,
            "se indican dos tenants distintos",
            "são informados dois tenants diferentes"
        ),
        "it is too long" => said!(words, "es demasiado largo", "é longo demais"),
        "1 to 100" => said!(words, "de 1 a 100", "de 1 a 100"),
        "that time is over" => said!(words, "esa hora ya pasó", "esse horário já passou"),
        "not a cursor of this list" => said!(
            words,
            "no es un cursor de esta lista",
            "não é um cursor desta lista"
        ),
        "nothing to decide so" => said!(
            words,
            "no hay nada que decidir así",
            "não há nada a decidir assim"
        ),
        "nothing to turn" => said!(words, "no hay nada que cambiar", "não há nada a mudar"),
        "a run can only be cancelled" => said!(
            words,
            "una corrida solo se puede cancelar",
            "uma rodada só pode ser cancelada"
        ),
        "AlquimistaAI knows nothing of it" => said!(
            words,
            "AlquimistaAI no sabe nada de eso",
            "AlquimistaAI não sabe nada disso"
        ),
        "AlquimistaAI has no such sheet here" => said!(
            words,
            "aquí AlquimistaAI no tiene esa hoja",
            "aqui o AlquimistaAI não tem essa folha"
        ),
        "the workbench has no such sheet" => said!(
            words,
            "el workbench no tiene esa hoja",
            "o workbench não tem essa folha"
        ),
        "the Notification Agent has no such sheet" => said!(
            words,
            "el Notification Agent no tiene esa hoja",
            "o Notification Agent não tem essa folha"
        ),
        "these tables have nothing of that name" => said!(
            words,
            "estas tablas no tienen nada con ese nombre",
            "estas tabelas não têm nada com esse nome"
        ),
        "this system has no such thing to do" => said!(
            words,
            "este sistema no tiene esa acción",
            "este sistema não tem essa ação"
        ),
        "no conversation of this system waits for a person" => said!(
            words,
            "ninguna conversación de este sistema espera a una persona",
            "nenhuma conversa deste sistema espera uma pessoa"
        ),
        "it is needed for this route" => said!(
            words,
            "hace falta para esta ruta",
            "é necessário para esta rota"
        ),
        "this profile has no marketplace" => said!(
            words,
            "este perfil no tiene marketplace",
            "este perfil não tem marketplace"
        ),
        "no connected system takes commands" => said!(
            words,
            "ningún sistema conectado recibe comandos",
            "nenhum sistema conectado recebe comandos"
        ),
        "not configured" => said!(words, "no está configurado", "não está configurado"),
        "this system has no alarms here" => said!(
            words,
            "aquí este sistema no tiene alarmas",
            "aqui este sistema não tem alarmes"
        ),
        "this system has no bodies" => said!(
            words,
            "este sistema no tiene textos de mensajes",
            "este sistema não tem textos de mensagens"
        ),
        "this system has no alarms" => said!(
            words,
            "este sistema no tiene alarmas",
            "este sistema não tem alarmes"
        ),
        "this system has no feed" => said!(
            words,
            "este sistema no tiene canal de avisos",
            "este sistema não tem canal de avisos"
        ),
        "this system has no work" => said!(
            words,
            "este sistema no tiene pendientes",
            "este sistema não tem pendências"
        ),
        "this system has no such decision" => said!(
            words,
            "este sistema no tiene esa decisión",
            "este sistema não tem essa decisão"
        ),
        "this system has no decisions" => said!(
            words,
            "este sistema no tiene decisiones",
            "este sistema não tem decisões"
        ),
        "this system has no tenants" => said!(
            words,
            "este sistema no tiene tenants",
            "este sistema não tem tenants"
        ),
        "this system has no sheets" => said!(
            words,
            "este sistema no tiene hojas",
            "este sistema não tem folhas"
        ),
        "this system has no such deed" => said!(
            words,
            "este sistema no tiene esa acción",
            "este sistema não tem essa ação"
        ),
        "this system has no logs" => said!(
            words,
            "este sistema no tiene registros",
            "este sistema não tem registros"
        ),
        "this system has no item on which a bot would read its pause" => said!(
            words,
            "este sistema no tiene un ítem donde un bot lea su pausa",
            "este sistema não tem um item onde um bot leia sua pausa"
        ),
        "this system has no switches" => said!(
            words,
            "este sistema no tiene interruptores",
            "este sistema não tem interruptores"
        ),
        "this system has no conversations" => said!(
            words,
            "este sistema no tiene conversaciones",
            "este sistema não tem conversas"
        ),
        _ => return None,
    })
}
