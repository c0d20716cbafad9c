//! How things stand where something was to be done.

pub(super) fn said(words: &str) -> Option<&str> {
    Some(match words {
        "others were asked to decide, and you are not among them" => said!(
            words,
            "se pidió decidir a otras personas, y no estás entre ellas",
            "outras pessoas foram chamadas a decidir, e você não está entre elas"
        ),
        "who was asked to decide cannot be read" => said!(
            words,
            "no se puede leer a quién se pidió decidir",
            "não dá para ler quem foi chamado a decidir"
        ),
        "decisions there are of its own users, and you are none of them" => said!(
            words,
            "allí deciden sus propios usuarios, y tú no eres uno de ellos",
            "lá decidem os próprios usuários, e você não é um deles"
        ),
        "this intent issued another command" => said!(
            words,
            "esta intención ya emitió otro comando",
            "esta intenção já emitiu outro comando"
        ),
        "somebody changed the request since it was seen; nothing was written" => said!(
            words,
            "alguien cambió la solicitud desde que se vio; no se escribió nada",
            "alguém mudou o pedido desde que foi visto; nada foi gravado"
        ),
        "no such key" => said!(words, "no existe esa clave", "não existe essa chave"),
        "there is no such source" => said!(words, "no existe esa fuente", "não existe essa fonte"),
        "no index over status" => said!(
            words,
            "no hay índice por estado",
            "não há índice por estado"
        ),
        "the queue is gone" => said!(words, "la cola ya no está", "a fila não está mais lá"),
        "none of the topics exists" => said!(
            words,
            "ninguno de los tópicos existe",
            "nenhum dos tópicos existe"
        ),
        "it does not wait for a person" => {
            said!(words, "no espera a una persona", "não espera uma pessoa")
        }
        "it is not resolved" => said!(words, "no está resuelta", "não está resolvida"),
        "nobody escalated it" => said!(words, "nadie la escaló", "ninguém a escalou"),
        "the item keeps changing" => said!(
            words,
            "el ítem no deja de cambiar",
            "o item não para de mudar"
        ),
        "others keep on changing it" => said!(
            words,
            "otros la siguen cambiando",
            "outros continuam mudando"
        ),
        "the conversation is not ours any more" => said!(
            words,
            "la conversación ya no es nuestra",
            "a conversa não é mais nossa"
        ),
        "the conversation is gone" => said!(
            words,
            "la conversación ya no está",
            "a conversa não está mais lá"
        ),
        "it is not there" => said!(words, "no está", "não está lá"),
        "it was not recorded" => said!(words, "no se registró", "não foi registrada"),
        "a message was not seen" => said!(words, "falta ver un mensaje", "falta ver uma mensagem"),
        "no conversation" => said!(words, "sin conversación", "sem conversa"),
        "no channel, or no number of the customer" => said!(
            words,
            "sin canal, o sin número del cliente",
            "sem canal, ou sem número do cliente"
        ),
        "no channel is configured any more" => said!(
            words,
            "ya no hay canal configurado",
            "não há mais canal configurado"
        ),
        "a connection to the database does not see the cluster's backups" => said!(
            words,
            "una conexión a la base de datos no ve los respaldos del clúster",
            "uma conexão ao banco de dados não vê os backups do cluster"
        ),
        "another answer than asked" => said!(
            words,
            "otra respuesta que la pedida",
            "outra resposta que a pedida"
        ),
        "not started" => said!(words, "no se inició", "não foi iniciado"),
        _ => return None,
    })
}
