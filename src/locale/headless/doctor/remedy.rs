//! What to do about a finding.

use super::{channel, index, unanswered};
use crate::domain::checkup::{Drift, Finding, Owner, Role, What};
use crate::locale::health::functions;

/// What to do about it, in one sentence.
pub fn remedy(finding: &Finding) -> &'static str {
    match &finding.what {
        What::NotDeployed => {
            said!(
                "If the system should be here, check --region and --profile: it may be in another region.",
                "Si el sistema debería estar aquí, revisa --region y --profile: puede estar en otra región.",
                "Se o sistema deveria estar aqui, confira --region e --profile: pode estar em outra região."
            )
        }
        What::TableMissing(Role::Needed) => {
            said!(
                "Create it from the system's own stack, or name the account and region that have it.",
                "Créala con el stack del propio sistema, o nombra la cuenta y la región que la tienen.",
                "Crie-a com o stack do próprio sistema, ou nomeie a conta e a região que a têm."
            )
        }
        What::TableMissing(_) => {
            said!(
                "Create it from the system's own stack if that part is wanted; the rest works without it.",
                "Créala con el stack del propio sistema si se quiere esa parte; el resto funciona sin ella.",
                "Crie-a com o stack do próprio sistema se essa parte é desejada; o resto funciona sem ela."
            )
        }
        What::NotDescribed(why)
        | What::RecoveryUnknown(_, why)
        | What::FunctionsUnknown(why)
        | What::TtlUnknown(why)
        | What::FeedUnknown(why)
        | What::Unread(why) => unanswered(why),
        What::FunctionMissing => functions::remedy(),
        What::FunctionsCut => functions::cut_remedy(),
        What::Channels(flaw, _) => channel::remedy(*flaw),
        What::ChannelsUnknown(_) => channel::unknown_remedy(),
        What::ForeignKeys { .. } => {
            said!(
                "Compare it with the system's stack: another table probably has this name.",
                "Compárala con el stack del sistema: probablemente otra tabla lleva este nombre.",
                "Compare-a com o stack do sistema: provavelmente outra tabela tem este nome."
            )
        }
        What::IndexMissing { list, .. } => index(*list),
        What::NoRecovery(_) => {
            said!(
                "Turn point-in-time recovery on (dynamodb:UpdateContinuousBackups), or rows lost are lost.",
                "Enciende la recuperación a un punto en el tiempo (dynamodb:UpdateContinuousBackups), o lo perdido queda perdido.",
                "Ligue a recuperação a um ponto no tempo (dynamodb:UpdateContinuousBackups), ou o que se perder fica perdido."
            )
        }
        What::NoTtl(_) => {
            said!(
                "Turn TTL on for this attribute (dynamodb:UpdateTimeToLive), or the table only grows.",
                "Enciende el TTL para este atributo (dynamodb:UpdateTimeToLive), o la tabla solo crece.",
                "Ligue o TTL para este atributo (dynamodb:UpdateTimeToLive), ou a tabela só cresce."
            )
        }
        What::TtlUnwritten(_) => {
            said!(
                "Let the system's writer set the attribute, or delete old rows by other means.",
                "Haz que el escritor del sistema ponga el atributo, o borra filas viejas por otros medios.",
                "Faça o escritor do sistema gravar o atributo, ou apague linhas velhas por outros meios."
            )
        }
        What::NoControlTable | What::ControlNotSetUp => said!(
            "Run: switchboard init.",
            "Ejecuta: switchboard init.",
            "Execute: switchboard init."
        ),
        What::NoFeed => said!(
            "Run: switchboard init --feed.",
            "Ejecuta: switchboard init --feed.",
            "Execute: switchboard init --feed."
        ),
        What::UnreadBodies(_) => {
            said!(
                "Read them in the control table under INTAKE#UNREAD; they expire after 90 days.",
                "Léelos en la tabla de control bajo INTAKE#UNREAD; vencen a los 90 días.",
                "Leia-os na tabela de controle em INTAKE#UNREAD; vencem em 90 dias."
            )
        }
        What::NewerControlTable => said!(
            "Install the newer switchboard.",
            "Instala el switchboard más nuevo.",
            "Instale o switchboard mais novo."
        ),
        What::ColumnsMissing(_) => {
            said!(
                "Run the system's migrations there, or name the database that has them.",
                "Ejecuta allí las migraciones del sistema, o nombra la base de datos que las tiene.",
                "Execute lá as migrações do sistema, ou nomeie o banco de dados que as tem."
            )
        }
        What::NotUnique(_) => {
            said!(
                "Add the constraint as the system's migrations have it, once no row is there twice.",
                "Agrega la restricción como la tienen las migraciones del sistema, cuando ninguna fila esté dos veces.",
                "Adicione a restrição como está nas migrações do sistema, quando nenhuma linha estiver duas vezes."
            )
        }
        What::LimitOff(_) => {
            said!(
                "Allow the console's user to set it, or use PostgreSQL 14 or later: a statement could hang.",
                "Permite que el usuario de la consola lo fije, o usa PostgreSQL 14 o posterior: una sentencia podría colgarse.",
                "Permita que o usuário do console o defina, ou use PostgreSQL 14 ou mais novo: uma instrução poderia travar."
            )
        }
        What::Drift(drift, _) => of_drift(*drift),
    }
}

pub(super) fn of_drift(drift: Drift) -> &'static str {
    match drift {
        Drift::UnknownWord => {
            said!(
                "Find the writer of that word; the row is shown as it is and never acted on by it.",
                "Busca al escritor de esa palabra; la fila se muestra como está y nunca se actúa según ella.",
                "Ache quem escreve essa palavra; a linha é mostrada como está e nunca se age por ela."
            )
        }
        Drift::WrongType => {
            said!(
                "Correct the rows, or their writer; what cannot be read is shown as absent.",
                "Corrige las filas, o a su escritor; lo que no se puede leer se muestra ausente.",
                "Corrija as linhas, ou quem as escreve; o que não se lê é mostrado como ausente."
            )
        }
        Drift::Stub => said!(
            "Delete them with the system's own tools, once it is clear who wrote them.",
            "Bórralas con las herramientas del propio sistema, cuando esté claro quién las escribió.",
            "Apague-as com as ferramentas do próprio sistema, quando estiver claro quem as gravou."
        ),
        Drift::Orphan(Owner::Tenant) => {
            said!(
                "Restore the tenants, or remove these rows: no list by tenant shows them.",
                "Restaura los tenants, o quita estas filas: ninguna lista por tenant las muestra.",
                "Restaure os tenants, ou tire estas linhas: nenhuma lista por tenant as mostra."
            )
        }
        Drift::Orphan(Owner::User) => {
            said!(
                "Give them to their real users: the system cannot deliver to a user who does not exist.",
                "Dalas a sus usuarios reales: el sistema no puede entregar a un usuario que no existe.",
                "Dê-as a seus usuários reais: o sistema não consegue entregar a um usuário que não existe."
            )
        }
        Drift::Orphan(Owner::Agent) => said!(
            "Put the agent back into the catalogue, or switch it off.",
            "Devuelve el agente al catálogo, o apágalo.",
            "Devolva o agente ao catálogo, ou desligue-o."
        ),
        Drift::Orphan(Owner::Nobody) => {
            said!(
                "Have their writer set the owner: no list by tenant shows them.",
                "Haz que su escritor ponga el dueño: ninguna lista por tenant las muestra.",
                "Faça quem as escreve gravar o dono: nenhuma lista por tenant as mostra."
            )
        }
        Drift::TwoDesigns => said!(
            "Settle which state is meant; this console goes by the platform's.",
            "Define qué estado vale; esta consola sigue el de la plataforma.",
            "Defina qual estado vale; este console segue o da plataforma."
        ),
        Drift::UsageDiffers => {
            said!(
                "Settle which handler counts; until then lists show how far the tables differ.",
                "Define qué handler cuenta; hasta entonces las listas muestran cuánto difieren las tablas.",
                "Defina qual handler conta; até lá as listas mostram quanto as tabelas diferem."
            )
        }
        Drift::ActivationsDiffer => {
            said!(
                "Settle which is meant: the system's own screens read one table and its API the other.",
                "Define cuál vale: las pantallas del propio sistema leen una tabla y su API la otra.",
                "Defina qual vale: as telas do próprio sistema leem uma tabela e sua API a outra."
            )
        }
        Drift::CommandStuck => {
            said!(
                "Look at the processor's log: it may have run them and failed to say so.",
                "Mira el registro del procesador: puede haberlos ejecutado sin decirlo.",
                "Veja o registro do processador: pode tê-los executado sem dizer."
            )
        }
        Drift::ApproversUnreadable => {
            said!(
                "Correct the column: a JSON array of users' ids, or an empty one for anybody.",
                "Corrige la columna: un array JSON de ids de usuarios, o uno vacío para cualquiera.",
                "Corrija a coluna: um array JSON de ids de usuários, ou um vazio para qualquer um."
            )
        }
        Drift::SourceFails => {
            said!(
                "Look at the source's error in the work list, then repair or pause it.",
                "Mira el error de la fuente en la lista de trabajo, luego repárala o ponla en pausa.",
                "Veja o erro da fonte na lista de trabalho, depois conserte-a ou pause-a."
            )
        }
        Drift::SourceNeverRead => said!(
            "Check that the scheduled read runs and finds this source.",
            "Revisa que la lectura programada corra y halle esta fuente.",
            "Confira se a leitura programada roda e acha esta fonte."
        ),
        Drift::SyncWithoutSource => said!(
            "Remove them if the sources were deleted on purpose.",
            "Quítalas si las fuentes se borraron a propósito.",
            "Tire-as se as fontes foram apagadas de propósito."
        ),
    }
}
