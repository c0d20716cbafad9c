//! Verbs that look after systems, and after what is used of them.

pub(super) fn watching<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "alarms list" => said!(
            english,
            "Las lista, primero lo que está roto: existentes, faltantes, y condiciones calculadas de métricas",
            "Lista, primeiro o que está quebrado: existentes, faltantes, e condições calculadas de métricas"
        ),
        "alarms ack" => said!(
            english,
            "Dice al equipo que atiendes una que suena, por 30 minutos",
            "Diz à equipe que você cuida de um que toca, por 30 minutos"
        ),
        "alarms history" => said!(
            english,
            "Lo que le pasó a una, lo más nuevo primero",
            "O que aconteceu com um, o mais novo primeiro"
        ),
        "metrics list" => said!(
            english,
            "Las lista con sus puntos, primero lo que falla",
            "Lista com seus pontos, primeiro o que falha"
        ),
        "logs groups" => said!(
            english,
            "Lista los grupos de un sistema: los que existen y los que deberían existir",
            "Lista os grupos de um sistema: os que existem e os que deveriam existir"
        ),
        "logs search" => said!(
            english,
            "Muestra las líneas más nuevas de un tiempo que tienen todas las palabras",
            "Mostra as linhas mais novas de um período que têm todas as palavras"
        ),
        "logs tail" => said!(
            english,
            "Muestra líneas según llegan, con --json un objeto por línea, hasta Ctrl-C",
            "Mostra linhas conforme chegam, com --json um objeto por linha, até Ctrl-C"
        ),
        "logs insights" => said!(
            english,
            "Pregunta a Logs Insights: dice cuánto leerá y costará, y pregunta solo con --yes o --max-gib",
            "Pergunta ao Logs Insights: diz quanto vai ler e custar, e pergunta só com --yes ou --max-gib"
        ),
        "trace show" => said!(
            english,
            "Muestra una como cascada",
            "Mostra um como cascata"
        ),
        "trace list" => said!(
            english,
            "Lista las de la última hora o así, las más nuevas primero",
            "Lista os da última hora ou algo assim, os mais novos primeiro"
        ),
        "doctor" => said!(
            english,
            "Dice cómo es el backend, y qué está mal en él",
            "Diz como é o backend, e o que há de errado nele"
        ),
        "config check" => said!(
            english,
            "Lee el archivo y dice qué resulta de cada perfil",
            "Lê o arquivo e diz o que resulta de cada perfil"
        ),
        "config schema" => said!(
            english,
            "Muestra su esquema JSON",
            "Mostra o esquema JSON dele"
        ),
        "iam" => said!(
            english,
            "Muestra la política mínima de AWS con la que un rol puede trabajar en las tablas del perfil",
            "Mostra a política mínima da AWS com a qual um papel pode trabalhar nas tabelas do perfil"
        ),
        "init" => said!(
            english,
            "Describe y crea las tablas de control, o lo demás que podemos ofrecer",
            "Descreve e cria as tabelas de controle, ou o que mais podemos oferecer"
        ),
        _ => return None,
    })
}

pub(super) fn usage<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "usage list" => said!(
            english,
            "Lista el uso por tenant y mes",
            "Lista o uso por tenant e mês"
        ),
        "usage forecast" => said!(
            english,
            "Cuándo rompe cada tenant el límite que aplica su bot, el primero en romperlo primero",
            "Quando cada tenant estoura o limite que seu bot aplica, quem estoura antes primeiro"
        ),
        "usage alerts" => said!(
            english,
            "Da las alertas que tocan: cada una una vez para todas las consolas, así que puede correr desde cron",
            "Dá os alertas devidos: cada um uma vez para todos os consoles, então pode rodar pelo cron"
        ),
        "usage alert" => said!(
            english,
            "Fija desde qué parte de su límite alerta un tenant",
            "Define a partir de que parte do limite um tenant alerta"
        ),
        "usage export" => said!(
            english,
            "Escribe los meses de todos los tenants como tabla para otros programas",
            "Escreve os meses de todos os tenants como tabela para outros programas"
        ),
        "usage report" => said!(
            english,
            "Escribe una página con gráficos para quienes no usan una terminal",
            "Escreve uma página com gráficos para quem não usa um terminal"
        ),
        _ => return None,
    })
}
