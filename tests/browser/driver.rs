//! Chromium, driven through chromedriver, and looking at the starter set on SQLite: what a browser does is the
//! same on either database.

use std::cell::OnceCell;
use std::env;
use std::io::{BufRead, BufReader};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use actix_web::rt;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Running, plain, skip_unless_required};

/// Makes a test of a function for each way of browsing, which are the functions of [`Way`].
///
/// ```ignore
/// in_browser!(the_form_says_what_is_wrong: light, dark);
/// async fn the_form_says_what_is_wrong(browser: Browser) { … }
/// ```
/// They are called `the_form_says_what_is_wrong::light` and so on. Where there is no browser, they say so and
/// pass.
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

/// A way of browsing: what chromedriver is told of it.
pub struct Way(Value);

impl Way {
    /// On a desk, in light colours.
    pub fn light() -> Self {
        Self(json!({}))
    }

    /// In dark colours.
    pub fn dark() -> Self {
        Self(json!({ "args": ["force-dark-mode"] }))
    }

    /// On the smallest phone.
    pub fn phone() -> Self {
        Self(
            json!({ "mobileEmulation": { "deviceMetrics": { "width": 320, "height": 640, "pixelRatio": 1 } } }),
        )
    }

    /// With JavaScript switched off.
    pub fn without_script() -> Self {
        Self(json!({ "prefs": { "profile.managed_default_content_settings.javascript": 2 } }))
    }

    /// All that a session asks for, with its files in a folder.
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

/// Nothing but the site is asked; as root, and where shared memory is small, as in containers. Through a pipe,
/// Chromium ends with chromedriver however that ends. A page that scrolls smoothly would escape a click.
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

/// A browser with one page. What it is asked fails the test where it can't be had.
pub struct Browser {
    pub(super) client: Client,
    /// The site that it looks at.
    pub site: Running,
    /// The folder with its database.
    pub folder: PathBuf,
    /// The name of the test.
    pub test: &'static str,
    /// See [`Browser::passes_axe`].
    pub(super) axe: OnceCell<Option<String>>,
}

/// Runs a test in a browser of its own, with a site of its own.
pub fn run<F>(test: &'static str, way: Way, body: fn(Browser) -> F)
where
    F: Future<Output = ()> + 'static,
{
    let (Some(chromium), Some(chromedriver)) = (on_path("chromium"), on_path("chromedriver")) else {
        return skip_unless_required(test, "Chromium with chromedriver", "METIER_REQUIRE_BROWSER");
    };
    let folder = TempDir::new().unwrap(); // what is killed leaves its files there, and they go with it
    let site = Running::start(plain().current_dir(folder.path()).env("TMPDIR", folder.path()));
    let driver = Driver::start(Command::new(chromedriver).env("TMPDIR", folder.path()));
    let capabilities = way.capabilities(chromium, &folder);
    rt::System::new().block_on(async {
        let client = driver.session(capabilities).await;
        let axe = OnceCell::new();
        let browser = Browser { client: client.clone(), site, folder: folder.path().into(), test, axe };
        let outcome = rt::spawn(body(browser)).await;
        client.close().await.ok(); // where that fails, it is chromedriver's end that ends Chromium
        if let Err(error) = outcome {
            resume_unwind(error.into_panic());
        }
    });
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// A running chromedriver; stopped for good when the test ends.
struct Driver {
    child: Child,
    port: String,
    /// Kept open for what else it has to say.
    _said: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts it on any free port, which it tells. Of two that start at once one may find its port taken.
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
