//! One server for the life of this process, on a free port of this machine, with the demo's tables and rows.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use switchboard::embedded::seed::{Seed, Start, store};
use switchboard::embedded::{Tables, client, create};
use tokio::sync::OnceCell;

pub struct Server {
    pub endpoint: String,
    /// Ends the server when this process is gone.
    _keeper: Child,
}

static SERVER: OnceLock<Option<Server>> = OnceLock::new();
static SEEDED: OnceCell<()> = OnceCell::const_new();

/// The server with its tables; `None`: it is not installed here, which is said once.
pub async fn server() -> Option<&'static Server> {
    let server = SERVER.get_or_init(start).as_ref()?;
    SEEDED.get_or_init(|| fill(&server.endpoint)).await;
    Some(server)
}

fn start() -> Option<Server> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let binary: PathBuf = root.join("target/ministack/venv/bin/ministack");
    if !binary.exists() {
        let words = "ministack is not installed (.ci/servers)";
        let required = std::env::var("SWITCHBOARD_REQUIRE_SERVERS").is_ok_and(|on| on == "1");
        assert!(!required, "{words}");
        // Past the harness, which shows nothing of tests that pass.
        let _ = writeln!(std::io::stderr(), "skipped: {words}");
        return None;
    }
    let folder = tempfile::Builder::new()
        .prefix("switchboard-servers")
        .tempdir()
        .unwrap()
        .keep();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .unwrap()
        .port();
    // It ends with its standard input, which ends with this process.
    let script = "cd \"$1\"; \"$0\" >log 2>&1 & pid=$!; \
                  cat >/dev/null; kill -TERM $pid; wait $pid; cd /; rm -rf \"$1\"";
    let keeper = Command::new("sh")
        .args(["-c", script])
        .arg(binary)
        .arg(&folder)
        .env("GATEWAY_PORT", port.to_string())
        .env("BIND_HOST", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server {
        endpoint: format!("http://127.0.0.1:{port}"),
        _keeper: keeper,
    };
    for _ in 0..400 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(server);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let log = std::fs::read_to_string(folder.join("log"));
    panic!("the server does not answer: {log:?}");
}

async fn fill(endpoint: &str) {
    let (client, tables) = (client(endpoint), Tables::default());
    create(&client, &tables, false).await.unwrap();
    let rows = Seed::Plaza.rows(Start(Timestamp::now())).unwrap();
    store(&client, &tables, rows).await.unwrap();
}

impl Server {
    pub fn dynamo(&self) -> Client {
        client(&self.endpoint)
    }

    pub fn config(&self) -> SdkConfig {
        let dummy = Credentials::new("test", "not-a-secret", None, None, "tests");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .endpoint_url(&self.endpoint)
            .credentials_provider(SharedCredentialsProvider::new(dummy))
            .build()
    }

    pub fn sns(&self) -> aws_sdk_sns::Client {
        aws_sdk_sns::Client::new(&self.config())
    }

    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.config())
    }
}
