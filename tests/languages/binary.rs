//! Which language the program speaks: the flag, the configuration file, the environment, in this order.

use crate::process::command;
use std::path::Path;

/// What a verb without a backend is told.
const ENGLISH: &str = "No backend is named";
const SPANISH: &str = "No se nombró backend";
const PORTUGUESE: &str = "Nenhum backend foi nomeado";

fn told(home: &Path, args: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = command(home);
    command.args(["tenants", "list"]).args(args);
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_flag_is_stronger_than_the_file_and_the_file_than_the_environment() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    std::fs::write(&file, "language = \"pt\"\n").unwrap();
    let file = file.to_str().unwrap();
    let spanish = [("LANG", "es_CO.UTF-8")];
    let said = |args: &[&str], variables: &[(&str, &str)]| told(home.path(), args, variables);
    assert!(said(&[], &[]).contains(ENGLISH));
    assert!(said(&[], &spanish).contains(SPANISH));
    assert!(said(&["--config", file], &spanish).contains(PORTUGUESE));
    assert!(said(&["--config", file, "--lang", "en"], &spanish).contains(ENGLISH));
    assert!(said(&[], &[("LC_ALL", "C"), ("LANG", "es_CO")]).contains(ENGLISH));
}

#[test]
fn a_bad_flag_is_explained_in_the_language_of_the_environment() {
    let home = tempfile::tempdir().unwrap();
    let spanish = [("LC_MESSAGES", "es_MX.UTF-8")];
    assert!(told(home.path(), &["--limit", "0"], &spanish).contains("escribe un número"));
    assert!(told(home.path(), &["--lang", "xx"], &spanish).contains("hay: en, es, pt"));
}

#[test]
fn a_word_of_the_file_that_is_no_language_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    std::fs::write(&file, "language = \"fr\"\n").unwrap();
    let said = told(home.path(), &["--config", file.to_str().unwrap()], &[]);
    assert!(said.contains("language"), "{said}");
}

const BOTH: &str = "[profiles.a.diatonic]\n[profiles.b.diatonic]\n";

#[test]
fn what_is_wrong_with_the_file_is_told_in_the_language() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    let place = file.to_str().unwrap();
    let budget = "[profiles.a]\nmonthly-budget-usd = 0.0\n[profiles.a.diatonic]\n";
    let everybody =
        "[profiles.a.diatonic]\n[[profiles.a.roles]]\nidentity = \"*\"\nrole = \"admin\"\n";
    for (text, words) in [
        ("profiles = 3", "no es lo que dice un archivo"),
        ("[profiles.a]\n", "perfil `a`: no nombra ningún sistema"),
        (budget, "debe ser más que 0"),
        (everybody, "vale para todos"),
        ("default-profile = \"b\"\n", "ni ningún otro"),
        (BOTH, "--profile a|b"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = told(home.path(), &["--config", place, "--lang", "es"], &[]);
        assert!(
            said.contains(words) && said.contains(place),
            "{text}: {said}"
        );
    }
    let wanted = ["--config", place, "--profile", "c", "--lang", "pt"];
    let said = told(home.path(), &wanted, &[]);
    assert!(said.contains("não tem o perfil `c`; tem: a, b"), "{said}");
    std::fs::remove_file(&file).unwrap();
    let said = told(home.path(), &["--config", place, "--lang", "pt"], &[]);
    assert!(said.contains("não pode ser lido"), "{said}");
}

#[test]
fn a_profile_that_is_not_there_is_told_in_the_language_of_the_file() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    std::fs::write(&file, format!("language = \"pt\"\n{BOTH}")).unwrap();
    let place = file.to_str().unwrap();
    let said = told(home.path(), &["--config", place], &[]);
    assert!(said.contains("tem vários perfis"), "{said}");
}
