//! A PostgreSQL of the distribution's package in a temporary directory, run by a user without rights, for
//! the life of this process. Each test gets a database of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use switchboard::platform::alquimista::postgres::{Limits, PasswordFrom, Settings, Tls};
use tokio_postgres::{Client, NoTls};

const PASSWORD: &str = "only-for-this-test";
const USER: &str = "console";

pub struct Server {
    pub folder: PathBuf,
    pub port: u16,
    /// Ends the server and takes the folder away when this process is gone.
    _keeper: Child,
}

static SERVER: OnceLock<Option<Server>> = OnceLock::new();

/// The server; `None`: there is no PostgreSQL here, which is said once.
pub fn server() -> Option<&'static Server> {
    SERVER.get_or_init(start).as_ref()
}

fn start() -> Option<Server> {
    let Some(bin) = binaries() else {
        let words = "PostgreSQL is not installed (apt-get install -y postgresql)";
        let required = std::env::var("SWITCHBOARD_REQUIRE_SERVERS").is_ok_and(|on| on == "1");
        assert!(!required, "{words}");
        // Past the harness, which shows nothing of tests that pass.
        let _ = writeln!(std::io::stderr(), "skipped: {words}");
        return None;
    };
    let folder = tempfile::Builder::new()
        .prefix("switchboard-pg")
        .tempdir()
        .unwrap()
        .keep();
    certificates(&folder);
    std::fs::write(folder.join("password"), PASSWORD).unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .unwrap()
        .port();
    let root = rustix::process::geteuid().is_root();
    if root {
        run(Command::new("chown")
            .arg("-R")
            .arg("postgres:")
            .arg(&folder));
    }
    let data = folder.join("data");
    let initdb = bin.join("initdb");
    run(as_nobody(root, &initdb)
        .arg("-D")
        .arg(&data)
        .args([
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ])
        .arg("--pwfile")
        .arg(folder.join("password")));
    // It ends with its standard input, which ends with this process.
    let script = "\"$0\" -D \"$1/data\" -k \"$1\" -p \"$2\" -c listen_addresses=127.0.0.1 \
         -c fsync=off -c max_connections=100 -c ssl=on -c ssl_cert_file=\"$1/server.pem\" \
         -c ssl_key_file=\"$1/server.key\" >\"$1/log\" 2>&1 & pid=$!; \
         cat >/dev/null; kill -INT $pid; wait $pid; rm -rf \"$1\"";
    let keeper = as_nobody(root, Path::new("sh"))
        .args(["-c", script])
        .arg(bin.join("postgres"))
        .arg(&folder)
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server {
        folder,
        port,
        _keeper: keeper,
    };
    server.wait();
    Some(server)
}

fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let packaged = versions
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    packaged
        .chain(std::env::split_paths(&path))
        .find(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
}

/// `initdb` and `postgres` refuse to be run by root.
fn as_nobody(root: bool, program: &Path) -> Command {
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
        .arg(program)
        .current_dir("/");
    command
}

/// An authority, and the server's certificate for `localhost` alone.
fn certificates(folder: &Path) {
    let openssl = |args: &str| {
        let args = args.split(' ').filter(|word| !word.is_empty());
        run(Command::new("openssl").args(args).current_dir(folder));
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(&format!(
        "req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=test-authority"
    ));
    openssl(&format!(
        "req -x509 {key} -keyout other.key -out other.pem -days 2 -subj /CN=other-authority"
    ));
    openssl(&format!(
        "req {key} -keyout server.key -out server.csr -subj /CN=server"
    ));
    let mut names = std::fs::File::create(folder.join("names")).unwrap();
    writeln!(names, "subjectAltName=DNS:localhost").unwrap();
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    );
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    let words = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {words}");
}

impl Server {
    fn wait(&self) {
        for _ in 0..200 {
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.folder.join("log"));
        panic!("PostgreSQL does not answer: {log:?}");
    }

    /// How to reach a database on its socket.
    pub fn settings(&self, database: &str) -> Settings {
        Settings {
            host: self.folder.display().to_string(),
            port: self.port,
            database: database.to_owned(),
            user: USER.to_owned(),
            password: PasswordFrom::File(self.folder.join("password")),
            tls: Tls::SameMachine,
            limits: Limits::default(),
        }
    }

    async fn client(&self, database: &str) -> Client {
        for _ in 0..100 {
            let connected = tokio_postgres::Config::new()
                .host(self.folder.to_str().unwrap())
                .port(self.port)
                .user(USER)
                .password(PASSWORD)
                .dbname(database)
                .connect(NoTls)
                .await;
            match connected {
                Ok((client, connection)) => {
                    tokio::spawn(connection);
                    return client;
                }
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
        panic!("PostgreSQL does not let us in");
    }
}

/// A database with the system's schema.
pub struct Scene {
    pub server: &'static Server,
    pub name: String,
    /// As somebody else who changes rows.
    pub client: Client,
}

/// Which columns a database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    Migrations,
    Seed,
}

/// A database of its own; `None`: there is no PostgreSQL here.
pub async fn scene(design: Design) -> Option<Scene> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let server = server()?;
    let name = format!("scene{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let maintenance = server.client("postgres").await;
    let create = format!("CREATE DATABASE {name} TEMPLATE template0");
    maintenance.batch_execute(&create).await.unwrap();
    let client = server.client(&name).await;
    let schema = include_str!("../../seeds/alquimista.sql");
    client.batch_execute(schema).await.unwrap();
    if design == Design::Seed {
        let drift = include_str!("../../seeds/alquimista-seed.sql");
        client.batch_execute(drift).await.unwrap();
    }
    client
        .batch_execute("SET search_path = alquimista_platform")
        .await
        .unwrap();
    Some(Scene {
        server,
        name,
        client,
    })
}

impl Scene {
    pub fn settings(&self) -> Settings {
        self.server.settings(&self.name)
    }
}
