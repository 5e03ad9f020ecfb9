//! Drives Chromium through chromedriver, with the starter set on SQLite: the database makes no difference to a browser.

use std::cell::OnceCell;
use std::io::{BufRead, BufReader};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use actix_web::rt;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Running, plain, program, skip_unless_required};

/// Makes one test of a function for each way of browsing. The ways are the constructors of [`Way`].
///
/// ```ignore
/// in_browser!(the_form_says_what_is_wrong: light, dark);
/// async fn the_form_says_what_is_wrong(browser: Browser) { … }
/// ```
/// The tests are called `the_form_says_what_is_wrong::light` and so on. Without a browser, they are skipped.
macro_rules! in_browser {
    ($name:ident: $($way:ident),+) => {
        mod $name {
            use $crate::driver::{Way, run};
            $(
                #[test]
                fn $way() {
                    run(concat!(module_path!(), "::", stringify!($way)), Way::$way(), super::$name);
                }
            )+
        }
    };
}

/// A way of browsing, as options for chromedriver.
pub struct Way(Value);

impl Way {
    pub fn light() -> Self {
        Self(json!({}))
    }

    pub fn dark() -> Self {
        Self(json!({ "args": ["force-dark-mode"] }))
    }

    /// On the smallest phone.
    pub fn phone() -> Self {
        Self(
            json!({ "mobileEmulation": { "deviceMetrics": { "width": 320, "height": 640, "pixelRatio": 1 } } }),
        )
    }

    pub fn tall_phone() -> Self {
        Self(
            json!({ "mobileEmulation": { "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 1 } } }),
        )
    }

    pub fn without_script() -> Self {
        Self(json!({ "prefs": { "profile.managed_default_content_settings.javascript": 2 } }))
    }

    /// The capabilities of a session, which keeps its files in a folder.
    fn capabilities(self, chromium: PathBuf, folder: &TempDir) -> Value {
        let mut options = self.0;
        options["binary"] = json!(chromium);
        let mut args = vec![json!(format!("user-data-dir={}", folder.path().display()))];
        args.extend(FLAGS.map(Value::from));
        args.extend(options["args"].as_array().cloned().unwrap_or_default());
        options["args"] = Value::Array(args);
        json!({ "goog:chromeOptions": options })
    }
}

/// Chromium sends no requests of its own, and runs as root and with little shared memory, as in containers. Through a
/// pipe, it ends when chromedriver does, even if that is killed. Smooth scrolling would make clicks miss.
const FLAGS: [&str; 12] = [
    "headless=new",
    "window-size=1280,900",
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-dev-shm-usage",
    "remote-debugging-pipe",
    "force-prefers-reduced-motion",
];

/// A browser with one page. Its methods panic if they fail.
pub struct Browser {
    pub(super) client: Client,
    pub site: Running,
    /// The folder with its database.
    pub folder: PathBuf,
    pub test: &'static str,
    /// See [`Browser::passes_axe`].
    pub(super) axe: OnceCell<Option<String>>,
}

pub fn run<F>(test: &'static str, way: Way, body: fn(Browser) -> F)
where
    F: Future<Output = ()> + 'static,
{
    let (Some(chromium), Some(chromedriver)) = (program("chromium"), program("chromedriver")) else {
        return skip_unless_required(test, "Chromium with chromedriver", "METIER_REQUIRE_BROWSER");
    };
    let folder = TempDir::new().unwrap(); // killed processes leave files there, which are deleted with it
    let site = Running::start(plain().current_dir(folder.path()).env("TMPDIR", folder.path()));
    let driver = Driver::start(Command::new(chromedriver).env("TMPDIR", folder.path()));
    let capabilities = way.capabilities(chromium, &folder);
    rt::System::new().block_on(async {
        let client = driver.session(capabilities).await;
        let axe = OnceCell::new();
        let browser = Browser { client: client.clone(), site, folder: folder.path().into(), test, axe };
        let outcome = rt::spawn(body(browser)).await;
        client.close().await.ok(); // if this fails, Chromium ends with chromedriver
        if let Err(error) = outcome {
            resume_unwind(error.into_panic());
        }
    });
}

struct Driver {
    child: Child,
    port: String,
    /// Kept open, since chromedriver may print more.
    _said: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts chromedriver on a free port, which it prints. Tries again, since of two that start at once one may find
    /// its port taken.
    fn start(command: &mut Command) -> Self {
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        (0..3).find_map(|_| Self::try_start(command)).expect("chromedriver did not start")
    }

    fn try_start(command: &mut Command) -> Option<Self> {
        let mut child = command.spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("started successfully on port ") {
            line.clear();
            if said.read_line(&mut line).unwrap() == 0 {
                child.wait().unwrap();
                return None;
            }
        }
        let port = line.trim_end().trim_end_matches('.').rsplit(' ').next().unwrap().to_owned();
        Some(Self { child, port, _said: said })
    }

    async fn session(&self, capabilities: Value) -> Client {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().unwrap().clone());
        builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.unwrap()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
