//! Flags of all verbs and of the demo: which backend, for whom, in which colours and language.

pub(super) fn backend<'a>(name: &str, english: &'a str) -> Option<&'a str> {
    Some(match name {
        "endpoint" => said!(
            english,
            "Backend al que unirse; una dirección de esta máquina es una demostración y no pide credenciales",
            "Backend a que se unir; um endereço desta máquina é uma demonstração e não pede credenciais"
        ),
        "profile" => said!(
            english,
            "Perfil del archivo de configuración; si no se da, SWITCHBOARD_PROFILE o el perfil por defecto",
            "Perfil do arquivo de configuração; se não for dado, SWITCHBOARD_PROFILE ou o perfil padrão"
        ),
        "config" => said!(
            english,
            "Archivo de configuración; si no se da, SWITCHBOARD_CONFIG o switchboard/config.toml en la carpeta XDG",
            "Arquivo de configuração; se não for dado, SWITCHBOARD_CONFIG ou switchboard/config.toml na pasta XDG"
        ),
        "region" => said!(
            english,
            "Región de una cuenta de AWS, sin un perfil nuestro",
            "Região de uma conta da AWS, sem um perfil nosso"
        ),
        "aws_profile" => said!(
            english,
            "Perfil de los archivos de configuración de AWS, sin un perfil nuestro",
            "Perfil dos arquivos de configuração da AWS, sem um perfil nosso"
        ),
        "control_table" => said!(
            english,
            "Tabla que guarda tomas, respuestas y la auditoría, si el perfil no nombra ninguna",
            "Tabela que guarda posses, respostas e a auditoria, se o perfil não nomeia nenhuma"
        ),
        "alquimista_db" => said!(
            english,
            "PostgreSQL de AlquimistaAI: postgres://USER@HOST[:PORT]/DATABASE, o la carpeta de un socket como HOST",
            "PostgreSQL da AlquimistaAI: postgres://USER@HOST[:PORT]/DATABASE, ou a pasta de um socket como HOST"
        ),
        "alquimista_ca" => said!(
            english,
            "Autoridad que firmó su certificado (PEM); necesaria para toda máquina que no sea esta",
            "Autoridade que assinou seu certificado (PEM); necessária para toda máquina que não seja esta"
        ),
        "alquimista_password_file" => said!(
            english,
            "Archivo con su contraseña; si no, la variable ALQUIMISTA_DB_PASSWORD, si existe",
            "Arquivo com a senha; senão a variável ALQUIMISTA_DB_PASSWORD, se existir"
        ),
        "event_bus" => said!(
            english,
            "Bus de EventBridge en el que se anuncian sus interruptores, como fibonacci-bus-prod",
            "Barramento do EventBridge em que seus interruptores são anunciados, como fibonacci-bus-prod"
        ),
        _ => return None,
    })
}

pub(super) fn of_person<'a>(name: &str, english: &'a str) -> Option<&'a str> {
    Some(match name {
        "operator" => said!(
            english,
            "Nombre que ven los demás; el nombre de usuario si no se da",
            "Nome que os outros veem; o nome de usuário se não for dado"
        ),
        "readonly" => said!(
            english,
            "No cambia nada: todo comando que escribe se rechaza con la salida 4",
            "Não muda nada: todo comando que grava é recusado com a saída 4"
        ),
        "json" => said!(
            english,
            "Responde en JSON por stdout",
            "Responde em JSON por stdout"
        ),
        "role" => said!(
            english,
            "No más que este rol: viewer, support, operator o admin",
            "Não mais que este papel: viewer, support, operator ou admin"
        ),
        "theme" => said!(
            english,
            "Colores de la pantalla: auto, dark, light o mono",
            "Cores da tela: auto, dark, light ou mono"
        ),
        "lang" => said!(
            english,
            "Idioma: en, es o pt; si no se da, el del archivo de configuración, LC_ALL, LC_MESSAGES o LANG",
            "Idioma: en, es ou pt; se não for dado, o do arquivo de configuração, LC_ALL, LC_MESSAGES ou LANG"
        ),
        _ => return None,
    })
}

pub(super) fn demo<'a>(name: &str, english: &'a str) -> Option<&'a str> {
    Some(match name {
        "scenario" => said!(
            english,
            "Día malo de la demostración: error-storm, queue-backlog, quota-breach, throttling o bad-deploy",
            "Dia ruim da demonstração: error-storm, queue-backlog, quota-breach, throttling ou bad-deploy"
        ),
        "seed" => said!(
            english,
            "Datos con los que empieza: plaza u hostile",
            "Dados com que começa: plaza ou hostile"
        ),
        "conversations" => said!(
            english,
            "Conversaciones generadas además de las de los datos iniciales",
            "Conversas geradas além das dos dados iniciais"
        ),
        "speed" => said!(
            english,
            "Segundos simulados en un segundo; 0 detiene el mundo",
            "Segundos simulados em um segundo; 0 para o mundo"
        ),
        "rng" => said!(
            english,
            "Hace que el mundo se pueda repetir",
            "Faz com que o mundo possa ser repetido"
        ),
        "index" => said!(
            english,
            "Da a las conversaciones el índice que encuentra la cola con una consulta por estado",
            "Dá às conversas o índice que encontra a fila com uma consulta por estado"
        ),
        "listen" => said!(
            english,
            "Sirve a más consolas en esta dirección de esta máquina (sin autenticación, solo datos de demostración)",
            "Serve a mais consoles neste endereço desta máquina (sem autenticação, só dados de demonstração)"
        ),
        "data" => said!(
            english,
            "Carpeta que guarda sus tablas: un inicio posterior sigue donde este terminó",
            "Pasta que guarda suas tabelas: um início posterior continua onde este terminou"
        ),
        "headless" => said!(
            english,
            "Sirve sin pantalla hasta SIGTERM o Ctrl-C",
            "Serve sem tela até SIGTERM ou Ctrl-C"
        ),
        _ => return None,
    })
}
