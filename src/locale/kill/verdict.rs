//! Whether a switch took effect, as far as anybody can see.

use crate::domain::id::PlatformId;
use crate::domain::kill::{Known, Sighted, Verdict};
use crate::locale::notice::agent_name;
use crate::locale::{number, problem, time};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `no bot message since 14:33:40`, or that it goes on.
pub fn verdict(
    name: &str,
    platform: PlatformId,
    turned: Timestamp,
    sighted: &Sighted,
    verdict: &Verdict,
    zone: &TimeZone,
) -> String {
    let name = agent_name(name);
    let bot = platform == PlatformId::Marketplace;
    let at = time::clock(turned, zone);
    match verdict {
        Verdict::Watching => told!(
            "{name}: off since {at}, checking; {} so far",
            "{name}: apagado desde {at}, comprobando; {} hasta ahora",
            "{name}: desligado desde {at}, verificando; {} até agora",
            seen(bot, sighted)
        ),
        Verdict::Silent { since } => {
            let since = time::clock_seconds(*since, zone);
            match bot {
                true => told!(
                    "{name}: took effect, no bot message since {since}",
                    "{name}: hizo efecto, ningún mensaje del bot desde {since}",
                    "{name}: fez efeito, nenhuma mensagem do bot desde {since}"
                ),
                false => told!(
                    "{name}: took effect, no run since {since}",
                    "{name}: hizo efecto, ninguna ejecución desde {since}",
                    "{name}: fez efeito, nenhuma execução desde {since}"
                ),
            }
        }
        Verdict::NoEffect { last, .. } => told!(
            "{name} was switched off {at}, and {} since, the last {}: it does not heed its switch. Next: stop it at its own system, see Health (6)",
            "{name} se apagó {at}, y {} desde entonces, lo último {}: no hace caso a su interruptor. Sigue: páralo en su propio sistema, ve Salud (6)",
            "{name} foi desligado {at}, e {} desde então, o último {}: não obedece ao interruptor. A seguir: pare-o no próprio sistema, veja Saúde (6)",
            seen(bot, sighted),
            time::clock_seconds(*last, zone)
        ),
        Verdict::Unseen => match &sighted.known {
            Known::Failed(why) => told!(
                "{name}: off since {at}; whether it took effect could not be read: {}",
                "{name}: apagado desde {at}; no se pudo leer si hizo efecto: {}",
                "{name}: desligado desde {at}; não deu para ler se fez efeito: {}",
                problem(why).brief
            ),
            _ => told!(
                "{name}: off since {at}; nothing here tells whether it took effect",
                "{name}: apagado desde {at}; nada aquí dice si hizo efecto",
                "{name}: desligado desde {at}; nada aqui diz se fez efeito"
            ),
        },
    }
}

fn seen(bot: bool, sighted: &Sighted) -> String {
    let Known::Count { count, .. } = sighted.known else {
        return String::new();
    };
    match bot {
        true => number::counted(
            count,
            said!("bot message", "mensaje del bot", "mensagem do bot"),
            said!("bot messages", "mensajes del bot", "mensagens do bot"),
        ),
        false => number::counted(
            count,
            said!("run", "ejecución", "execução"),
            said!("runs", "ejecuciones", "execuções"),
        ),
    }
}
