//! Arguments that cannot be read: told in three languages, with exit code 2, and nothing of clap's own English.

use crate::process::command;

/// What the binary says of arguments that make no sense, on stderr.
fn told(language: &str, typed: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut command = command(home.path());
    let output = command.args(typed).args(["--lang", language]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2), "{typed:?}: {output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// What is typed, and the first line in English, Spanish and Portuguese.
const MISREAD: [(&[&str], [&str; 3]); 14] = [
    (
        &["tenant", "list"],
        [
            "There is no verb “tenant”.",
            "No existe el verbo “tenant”.",
            "Não existe o verbo “tenant”.",
        ],
    ),
    (
        &["tenants", "lst"],
        [
            "There is no verb “lst”.",
            "No existe el verbo “lst”.",
            "Não existe o verbo “lst”.",
        ],
    ),
    (
        &["tenants", "list", "--limt", "3"],
        [
            "There is no option --limt here.",
            "Aquí no existe la opción --limt.",
            "Aqui não existe a opção --limt.",
        ],
    ),
    (
        &["tenants", "list", "all"],
        [
            "“all” is one word too many.",
            "“all” está de más.",
            "“all” está sobrando.",
        ],
    ),
    (
        &["tenants", "list", "--limit"],
        [
            "--limit <N> was given without a value.",
            "--limit <N> se dio sin un valor.",
            "--limit <N> foi dado sem um valor.",
        ],
    ),
    (
        &["tenants", "list", "--limit", "0"],
        [
            "“0” is no value of --limit <N>: write a number",
            "“0” no es un valor de --limit <N>: escribe un número",
            "“0” não é um valor de --limit <N>: escreva um número",
        ],
    ),
    (
        &["escalations", "claim", "t", "c", "--fence", "one"],
        [
            "There is no option --fence here.",
            "Aquí no existe la opción --fence.",
            "Aqui não existe a opção --fence.",
        ],
    ),
    (
        &["escalations", "release", "t", "c", "--fence", "one"],
        [
            "“one” is no value of --fence <N>: write a whole number, such as 12.",
            "“one” no es un valor de --fence <N>: escribe un número entero, como 12.",
            "“one” não é um valor de --fence <N>: escreva um número inteiro, como 12.",
        ],
    ),
    (
        &["past", "--at", "yesterday"],
        [
            "“yesterday” is no value of --at <TIME>: write a moment such as",
            "“yesterday” no es un valor de --at <TIME>: escribe un momento como",
            "“yesterday” não é um valor de --at <TIME>: escreva um momento como",
        ],
    ),
    (
        &["usage", "export", "--format", "xml"],
        [
            "“xml” is no value of --format <FORMAT>. There are: csv, json.",
            "“xml” no es un valor de --format <FORMAT>. Hay: csv, json.",
            "“xml” não é um valor de --format <FORMAT>. Há: csv, json.",
        ],
    ),
    (
        &["escalations", "claim", "t"],
        [
            "<CONVERSATION> is missing.",
            "Falta <CONVERSATION>.",
            "Falta <CONVERSATION>.",
        ],
    ),
    (
        &["escalations", "claim"],
        [
            "These are missing: <TENANT>, <CONVERSATION>.",
            "Faltan: <TENANT>, <CONVERSATION>.",
            "Faltam: <TENANT>, <CONVERSATION>.",
        ],
    ),
    (
        &["tenants", "list", "--limit", "1", "--limit", "2"],
        [
            "--limit <N> may be given only once.",
            "--limit <N> se puede dar solo una vez.",
            "--limit <N> só pode ser dado uma vez.",
        ],
    ),
    (
        &["init", "--index", "--feed"],
        [
            "--index does not go together with --feed: give one of them.",
            "--index no va junto con --feed: da solo uno.",
            "--index não vai junto com --feed: dê só um deles.",
        ],
    ),
];

/// Words that only clap says.
const OWN: [&str; 12] = [
    "error:",
    "tip:",
    "unexpected",
    "unrecognized",
    "invalid",
    "required",
    "subcommand",
    "argument",
    "possible",
    "provided",
    "similar",
    "try '",
];

#[test]
fn what_cannot_be_read_is_told_in_the_language_with_exit_code_2() {
    for (typed, wanted) in MISREAD {
        for (language, wanted) in ["en", "es", "pt"].into_iter().zip(wanted) {
            let said = told(language, typed);
            assert!(said.starts_with(wanted), "{typed:?}: {said}");
            for own in OWN {
                assert!(!said.contains(own), "{own}: {said}");
            }
        }
    }
}

#[test]
fn a_near_name_the_usage_and_the_way_to_more_stand_below() {
    let verb = told("es", &["tenant", "list"]);
    assert!(verb.contains("¿Quisiste decir tenants o agent?"), "{verb}");
    assert!(verb.contains("Uso: switchboard [OPCIONES]"), "{verb}");
    assert!(verb.ends_with("--help explica lo demás.\n"), "{verb}");
    let flag = told("pt", &["tenants", "list", "--limt", "3"]);
    assert!(flag.contains("Você quis dizer --limit?"), "{flag}");
    assert!(flag.contains("Uso: switchboard tenants list"), "{flag}");
    let value = told("en", &["usage", "export", "--format", "jso"]);
    assert!(value.contains("Did you mean json?"), "{value}");
    let dashed = told("es", &["escalations", "claim", "t", "--zzz"]);
    let tip = "Para pasar “--zzz” como valor: -- --zzz";
    assert!(dashed.contains(tip), "{dashed}");
}

#[test]
fn a_password_in_an_address_is_not_repeated() {
    for language in ["en", "es", "pt"] {
        let address = "postgres://ops:DUMMY-SECRET@db.example.com/alquimista";
        let said = told(language, &["tenants", "list", "--alquimista-db", address]);
        assert!(!said.contains("DUMMY-SECRET"), "{said}");
        assert!(said.contains("postgres://…@db.example.com"), "{said}");
    }
}

#[test]
fn a_script_that_asks_for_json_is_still_answered_in_json() {
    let home = tempfile::tempdir().unwrap();
    let mut command = command(home.path());
    let output = command.args(["--json", "tenant", "list", "--lang", "pt"]);
    let output = output.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["outcome"], "invalid", "{answer}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("Não existe o verbo"), "{said}");
}
