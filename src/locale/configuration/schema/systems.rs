//! The descriptions of what a profile says about each system.

pub(super) fn described(english: &str) -> Option<&str> {
    Some(match english {
        "AI Marketplace Assistant." => said!(
            english,
            "AI Marketplace Assistant: conversaciones de WhatsApp.",
            "AI Marketplace Assistant: conversas do WhatsApp."
        ),
        "Which of its deployments." => said!(
            english,
            "Cuál de sus despliegues.",
            "Qual das suas implantações."
        ),
        "Whether the handler that answers customers looks at the pause of a conversation; nothing in the tables tells. As far as is known, that of `platform` does and the others do not." =>
        {
            said!(
                english,
                "Si el proceso que responde a los clientes mira la pausa de una conversación; las tablas no lo dicen. Hasta donde se sabe, el de `platform` sí y los otros no.",
                "Se o processo que responde aos clientes olha a pausa de uma conversa; as tabelas não dizem. Até onde se sabe, o de `platform` olha e os outros não."
            )
        }
        "Tables by what they hold: tenants, conversations, customers, products, tenant-usage, usage-metrics." =>
        {
            said!(
                english,
                "Tablas por lo que contienen: tenants, conversations, customers, products, tenant-usage, usage-metrics.",
                "Tabelas pelo que contêm: tenants, conversations, customers, products, tenant-usage, usage-metrics."
            )
        }
        "The only tenants that this profile is for; all unless given." => said!(
            english,
            "Los únicos tenants de este perfil; todos si no se da.",
            "Os únicos tenants deste perfil; todos se não for dado."
        ),
        "Where its escalations are heard of." => said!(
            english,
            "Por dónde llegan sus escalamientos.",
            "Por onde chegam seus escalonamentos."
        ),
        "How words of people reach its tenants' customers." => said!(
            english,
            "Cómo llegan las palabras de las personas a los clientes de sus tenants.",
            "Como as palavras das pessoas chegam aos clientes dos seus tenants."
        ),
        "The deployments of AI Marketplace Assistant." => said!(
            english,
            "Los despliegues de AI Marketplace Assistant.",
            "As implantações do AI Marketplace Assistant."
        ),
        "The queue that escalations are heard from." => said!(
            english,
            "La cola por la que llegan los escalamientos.",
            "A fila por onde chegam os escalonamentos."
        ),
        "Name of the SQS queue." => said!(english, "Nombre de la cola SQS.", "Nome da fila SQS."),
        "Names of the SNS topics that it is subscribed to." => said!(
            english,
            "Nombres de los tópicos SNS a los que está suscrita.",
            "Nomes dos tópicos SNS em que está inscrita."
        ),
        "AlquimistaAI." => said!(
            english,
            "AlquimistaAI: agentes y sus activaciones.",
            "AlquimistaAI: agentes e suas ativações."
        ),
        "The last word of its names: dev, staging or prod." => said!(
            english,
            "La última palabra de sus nombres: dev, staging o prod.",
            "A última palavra dos seus nomes: dev, staging ou prod."
        ),
        "Tables by what they hold: agents, activations, tenants, operational-commands, …" => {
            said!(
                english,
                "Tablas por lo que contienen: agents, activations, tenants, operational-commands, …",
                "Tabelas pelo que contêm: agents, activations, tenants, operational-commands, …"
            )
        }
        "Its own PostgreSQL; without it, the projection of its tables in DynamoDB." => said!(
            english,
            "Su propio PostgreSQL; sin él, la proyección de sus tablas en DynamoDB.",
            "Seu próprio PostgreSQL; sem ele, a projeção das suas tabelas no DynamoDB."
        ),
        "EventBridge bus on which its switches are told." => said!(
            english,
            "Bus de EventBridge en que se anuncian sus interruptores.",
            "Barramento do EventBridge em que seus interruptores são anunciados."
        ),
        "Who we are in its own terms: admin, manager, operator, viewer, INTERNAL_ADMIN or INTERNAL_SUPPORT." =>
        {
            said!(
                english,
                "Quiénes somos en sus propios términos: admin, manager, operator, viewer, INTERNAL_ADMIN o INTERNAL_SUPPORT.",
                "Quem somos nos termos dele: admin, manager, operator, viewer, INTERNAL_ADMIN ou INTERNAL_SUPPORT."
            )
        }
        "A PostgreSQL database." => said!(
            english,
            "Una base de datos PostgreSQL.",
            "Um banco de dados PostgreSQL."
        ),
        "A name, an address, or the folder of a unix socket." => said!(
            english,
            "Un nombre, una dirección o la carpeta de un socket de unix.",
            "Um nome, um endereço ou a pasta de um socket unix."
        ),
        "Authority that signed its certificate (PEM); needed for any other machine than this." => {
            said!(
                english,
                "Autoridad que firmó su certificado (PEM); hace falta para toda máquina que no sea esta.",
                "Autoridade que assinou seu certificado (PEM); necessária para qualquer máquina que não seja esta."
            )
        }
        "The place of a password, never the password." => said!(
            english,
            "El lugar de una contraseña, nunca la contraseña.",
            "O lugar de uma senha, nunca a senha."
        ),
        "An environment variable." => said!(
            english,
            "Una variable de entorno.",
            "Uma variável de ambiente."
        ),
        "A file's first line." => said!(
            english,
            "La primera línea de un archivo.",
            "A primeira linha de um arquivo."
        ),
        "ARN of a secret in AWS Secrets Manager." => said!(
            english,
            "ARN de un secreto en AWS Secrets Manager.",
            "ARN de um segredo no AWS Secrets Manager."
        ),
        "A token that the account's permissions make (`rds-iam`), in this region." => said!(
            english,
            "Un token que crean los permisos de la cuenta (`rds-iam`), en esta región.",
            "Um token que as permissões da conta criam (`rds-iam`), nesta região."
        ),
        "Diatonic AI / AI Nexus Workbench." => said!(
            english,
            "Diatonic AI / AI Nexus Workbench: plantillas y ejecuciones.",
            "Diatonic AI / AI Nexus Workbench: modelos prontos e execuções."
        ),
        "What the names of its tables begin with." => said!(
            english,
            "Con qué empiezan los nombres de sus tablas.",
            "Com que começam os nomes das suas tabelas."
        ),
        "Tables by what they hold: templates, nodes, executions, models, run-logs, runs." => said!(
            english,
            "Tablas por lo que contienen: templates, nodes, executions, models, run-logs, runs.",
            "Tabelas pelo que contêm: templates, nodes, executions, models, run-logs, runs."
        ),
        "Tenants to look for beside those that are met." => said!(
            english,
            "Tenants que buscar además de los que se encuentran.",
            "Tenants a procurar além dos que são encontrados."
        ),
        "The Notification Agent." => said!(
            english,
            "El Notification Agent: avisos de correo.",
            "O Notification Agent: avisos de e-mail."
        ),
        "The last word of its names: dev or prod." => said!(
            english,
            "La última palabra de sus nombres: dev o prod.",
            "A última palavra dos seus nomes: dev ou prod."
        ),
        "Tables by what they hold: users, data-sources, notifications, sync-state." => said!(
            english,
            "Tablas por lo que contienen: users, data-sources, notifications, sync-state.",
            "Tabelas pelo que contêm: users, data-sources, notifications, sync-state."
        ),
        "The only users that this profile is for; all unless given." => said!(
            english,
            "Los únicos usuarios de este perfil; todos si no se da.",
            "Os únicos usuários deste perfil; todos se não for dado."
        ),
        "How the tables of the Notification Agent are named." => said!(
            english,
            "Cómo se llaman las tablas del Notification Agent.",
            "Como se chamam as tabelas do Notification Agent."
        ),
        "With hyphens and the environment." => said!(
            english,
            "Con guiones y el entorno.",
            "Com hifens e o ambiente."
        ),
        "Bare words with underscores." => said!(
            english,
            "Palabras solas con guiones bajos.",
            "Palavras simples com sublinhados."
        ),
        _ => return None,
    })
}
