//! The descriptions of the file's JSON schema. Their English stands beside the types in `config`, without line
//! breaks it is their key here: a sentence that is changed there has no words here until it is translated.

mod delivery;
mod systems;

/// A description in the language that is spoken; `None`: it has no words in the others.
pub fn described(english: &str) -> Option<&str> {
    Some(match english {
        "switchboard configuration" => said!(
            english,
            "configuración de switchboard",
            "configuração do switchboard"
        ),
        "The whole file." => said!(english, "El archivo entero.", "O arquivo todo."),
        "Profile that is opened without --profile." => said!(
            english,
            "Perfil que se abre sin --profile.",
            "Perfil que se abre sem --profile."
        ),
        "Name shown to others; the login name unless given." => said!(
            english,
            "Nombre que ven los demás; el de inicio de sesión si no se da.",
            "Nome que os outros veem; o de login se não for dado."
        ),
        "Colours of the screen." => said!(english, "Colores de la pantalla.", "Cores da tela."),
        "Language of the screen and of every sentence; that of LC_ALL, LC_MESSAGES or LANG unless given." =>
        {
            said!(
                english,
                "Idioma de la pantalla y de cada frase; el de LC_ALL, LC_MESSAGES o LANG si no se da.",
                "Idioma da tela e de cada frase; o de LC_ALL, LC_MESSAGES ou LANG se não for dado."
            )
        }
        "Conversations that a person holds before a further claim is warned of; 5 unless given." => {
            said!(
                english,
                "Conversaciones que una persona lleva antes de que se avise al tomar otra; 5 si no se da.",
                "Conversas que uma pessoa tem antes de ser avisada ao assumir outra; 5 se não for dado."
            )
        }
        "Folder with a text for each alarm, `<alarm>.md`: shown with the alarm, never run." => {
            said!(
                english,
                "Carpeta con un texto por alarma, `<alarm>.md`: se muestra con la alarma, nunca se ejecuta.",
                "Pasta com um texto por alarme, `<alarm>.md`: mostrado com o alarme, nunca executado."
            )
        }
        "How a person is alerted." => said!(
            english,
            "Cómo se avisa a una persona.",
            "Como uma pessoa é avisada."
        ),
        "Targets where the team shares none: `hours`, `zone`, and by priority (`urgent`, `high`, `medium`, `low`, `any`) `FIRST/NEXT/RESOLUTION`, as in `urgent = \"5m/10m/4h\"`." =>
        {
            said!(
                english,
                "Metas donde el equipo no comparte ninguna: `hours`, `zone` y, por prioridad (`urgent`, `high`, `medium`, `low`, `any`), `PRIMERA/SIGUIENTE/RESOLUCIÓN`, como en `urgent = \"5m/10m/4h\"`.",
                "Metas onde a equipe não compartilha nenhuma: `hours`, `zone` e, por prioridade (`urgent`, `high`, `medium`, `low`, `any`), `PRIMEIRA/SEGUINTE/RESOLUÇÃO`, como em `urgent = \"5m/10m/4h\"`."
            )
        }
        "Canned replies by name: lower case letters, digits, `-` and `_`." => said!(
            english,
            "Respuestas listas por nombre: letras minúsculas, dígitos, `-` y `_`.",
            "Respostas prontas por nome: letras minúsculas, dígitos, `-` e `_`."
        ),
        "A canned reply in each of the languages it is written in; `{{nombre}}`, `{{agente}}` and `{{tenant}}` are filled in." =>
        {
            said!(
                english,
                "Una respuesta lista en cada idioma en que está escrita; se completan `{{nombre}}`, `{{agente}}` y `{{tenant}}`.",
                "Uma resposta pronta em cada idioma em que está escrita; `{{nombre}}`, `{{agente}}` e `{{tenant}}` são preenchidos."
            )
        }
        "Rings the terminal's bell; on unless given." => said!(
            english,
            "Suena la campana de la terminal; activo si no se da.",
            "Toca a campainha do terminal; ligado se não for dado."
        ),
        "Counts what is unread in the terminal's title; on unless given." => said!(
            english,
            "Cuenta lo no leído en el título de la terminal; activo si no se da.",
            "Conta o que não foi lido no título do terminal; ligado se não for dado."
        ),
        "Notifies by OSC 9; off unless given." => said!(
            english,
            "Notifica por OSC 9; inactivo si no se da.",
            "Notifica por OSC 9; desligado se não for dado."
        ),
        "Notifies by OSC 777; off unless given." => said!(
            english,
            "Notifica por OSC 777; inactivo si no se da.",
            "Notifica por OSC 777; desligado se não for dado."
        ),
        "Hours in which nothing rings or notifies, on the person's clock: `22:00-07:00`." => said!(
            english,
            "Horas en que nada suena ni notifica, según el reloj de la persona: `22:00-07:00`.",
            "Horas em que nada toca nem notifica, no relógio da pessoa: `22:00-07:00`."
        ),
        "One set of systems to work on." => said!(
            english,
            "Un conjunto de sistemas con que trabajar.",
            "Um conjunto de sistemas com que trabalhar."
        ),
        "Account and region of all its systems; each may name others." => said!(
            english,
            "Cuenta y región de todos sus sistemas; cada uno puede nombrar otras.",
            "Conta e região de todos os seus sistemas; cada um pode nomear outras."
        ),
        "Customers feel what is done here: PROD stands in the header, in the colour of danger." => {
            said!(
                english,
                "Los clientes sienten lo que se hace aquí: en el encabezado dice PROD, en el color de peligro.",
                "Os clientes sentem o que se faz aqui: no cabeçalho aparece PROD, na cor de perigo."
            )
        }
        "Nothing can be changed under this profile." => said!(
            english,
            "Con este perfil no se puede cambiar nada.",
            "Com este perfil nada pode ser alterado."
        ),
        "US dollars that the account may be charged in a month; shown beside what AWS estimates, which it does only where billing alerts are on." =>
        {
            said!(
                english,
                "Dólares que se le pueden cobrar a la cuenta en un mes; se muestran junto a lo que estima AWS, que solo lo hace donde están activas las alertas de facturación.",
                "Dólares que podem ser cobrados da conta em um mês; mostrados ao lado do que a AWS estima, o que ela só faz onde os alertas de cobrança estão ligados."
            )
        }
        "Switching an agent for many tenants waits for a second person: another identity than the one who asked." =>
        {
            said!(
                english,
                "Cambiar un agente para muchos tenants espera a una segunda persona: otra identidad que la que lo pidió.",
                "Mudar um agente para muitos tenants espera uma segunda pessoa: outra identidade que a de quem pediu."
            )
        }
        "What everybody may do who is not named under `roles`; `viewer` unless given." => said!(
            english,
            "Lo que puede hacer quien no está en `roles`; `viewer` si no se da.",
            "O que pode fazer quem não está em `roles`; `viewer` se não for dado."
        ),
        "What single identities may do; the first that fits counts." => said!(
            english,
            "Lo que pueden hacer ciertas identidades; vale la primera que coincide.",
            "O que certas identidades podem fazer; vale a primeira que combina."
        ),
        "What an identity may do." => said!(
            english,
            "Lo que puede hacer una identidad.",
            "O que uma identidade pode fazer."
        ),
        "ARN as STS tells it; a `*` at its end stands for any rest." => said!(
            english,
            "ARN como lo da STS; un `*` al final vale por cualquier resto.",
            "ARN como o STS o informa; um `*` no fim vale por qualquer resto."
        ),
        "An account and region." => said!(
            english,
            "Una cuenta y una región.",
            "Uma conta e uma região."
        ),
        "Profile of the AWS configuration files." => said!(
            english,
            "Perfil de los archivos de configuración de AWS.",
            "Perfil dos arquivos de configuração da AWS."
        ),
        "Endpoint in place of the region's own; one of this machine needs no credentials." => {
            said!(
                english,
                "Endpoint en lugar del propio de la región; uno de esta máquina no necesita credenciales.",
                "Endpoint no lugar do da própria região; um desta máquina não precisa de credenciais."
            )
        }
        "Table for claims, replies and the audit trail; one for each account and region in use." => {
            said!(
                english,
                "Tabla para tomas, respuestas y auditoría; una por cada cuenta y región en uso.",
                "Tabela para conversas assumidas, respostas e auditoria; uma para cada conta e região em uso."
            )
        }
        english => return systems::described(english).or_else(|| delivery::described(english)),
    })
}
