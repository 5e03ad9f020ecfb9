//! Chromium, driven through chromedriver, and looking at the starter set on SQLite: what a browser does is the
//! same on either database.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::rt;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Running, plain, skip, skip_unless_required};

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
            use $crate::browser::driver::{Way, run};
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

/// How long a page may take to become what is expected.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with one page. What it is asked fails the test where it can't be had.
pub struct Browser {
    client: Client,
    /// The site that it looks at.
    pub site: Running,
    test: &'static str,
}

impl Browser {
    /// Opens a page of the site.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("http://{}{path}", self.site.address)).await.unwrap();
    }

    /// The path of the page that is shown, with its query.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        let address = url.as_str().strip_prefix("http://").unwrap();
        address.strip_prefix(&self.site.address).unwrap().to_owned()
    }

    /// Waits until another page is shown.
    pub async fn arrives_at(&self, path: &str) {
        let start = Instant::now();
        while self.path().await != path && start.elapsed() < PATIENCE {
            rt::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(self.path().await, path);
    }

    /// Puts the focus on an element and types.
    pub async fn type_into(&self, selector: &str, keys: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Clicks on an element.
    pub async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    /// Presses keys, wherever the focus is; special ones are of [`fantoccini::key::Key`].
    pub async fn press(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// The value of an expression of JavaScript in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression}"), Vec::new()).await.unwrap()
    }

    /// Runs JavaScript in the page.
    pub async fn run(&self, script: &str) {
        self.client.execute(script, Vec::new()).await.unwrap();
    }

    /// Waits until an expression of JavaScript has a value.
    pub async fn expect(&self, expression: &str, expected: impl Into<Value>) {
        let (start, expected) = (Instant::now(), expected.into());
        while self.value(expression).await != expected && start.elapsed() < PATIENCE {
            rt::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(self.value(expression).await, expected, "{expression}");
    }

    /// Prints the page on paper of a size, and gives the number of pages.
    pub async fn printed_pages(&self, size: PrintSize) -> usize {
        let how = PrintConfiguration::builder().size(size).background(true).build().unwrap();
        let pdf = self.client.print(how).await.unwrap();
        pdf.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b"/Type /Page")).count()
    }

    /// Holds the page, as it is now, against the rules of axe. Where axe isn't installed, it says so.
    pub async fn passes_axe(&self) {
        let Some(axe) = axe() else { return skip(self.test, "no axe-core") };
        // What a driver runs is not the page's own, and its policy doesn't forbid it.
        self.run(&axe).await;
        let violations = self.client.execute_async(JUDGE, Vec::new()).await.unwrap();
        assert_eq!(violations, json!([]));
    }
}

/// The rules that the page checks ask for. A page on which no rule ran was not judged.
const JUDGE: &str = "
    const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const told = ({ id, help, nodes }) => [id, help, ...nodes.map(({ target }) => target.join(' '))];
    axe.run(document, { runOnly: tags }).then(
      ({ passes, violations }) => done(passes.length ? violations.map(told) : 'no rule ran'),
      (error) => done(String(error)),
    );
";

/// The script of axe-core, where the page checks have installed it.
fn axe() -> Option<String> {
    let home = env::var("AUDIT_HOME").map(PathBuf::from);
    let home = home.or_else(|_| env::var("HOME").map(|home| PathBuf::from(home).join(".cache/page-checks")));
    fs::read_to_string(home.ok()?.join("node/node_modules/axe-core/axe.min.js")).ok()
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
        let browser = Browser { client: client.clone(), site, test };
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
    /// Starts it on any free port, which it tells.
    fn start(command: &mut Command) -> Self {
        let mut child = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("started successfully on port ") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "chromedriver did not start");
        }
        let port = line.trim_end().trim_end_matches('.').rsplit(' ').next().unwrap().to_owned();
        Self { child, port, _said: said }
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
