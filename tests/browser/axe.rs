//! Checks pages with axe-core, whose script is at `METIER_AXE`.

use std::env;
use std::fs;

use serde_json::json;

use super::driver::Browser;
use crate::support::skip_unless_required;

/// Runs the same rules as the page checks of CI. It is a failure if no rule ran.
const JUDGE: &str = "
    const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const told = ({ id, help, nodes }) => [id, help, ...nodes.map(({ target }) => target.join(' '))];
    axe.run(document, { runOnly: tags }).then(
      ({ passes, violations }) => done(passes.length ? violations.map(told) : 'no rule ran'),
      (error) => done(String(error)),
    );
";

impl Browser {
    /// Checks the current page. Without axe-core, the test reports it once and goes on.
    pub async fn passes_axe(&self) {
        let script = self.axe.get_or_init(|| {
            let script = script();
            if script.is_none() {
                skip_unless_required(self.test, "axe-core that METIER_AXE names", "METIER_REQUIRE_AXE");
            }
            script
        });
        let Some(script) = script else { return };
        // The page's content security policy doesn't apply to scripts of the driver.
        self.run(script).await;
        let violations = self.later(JUDGE).await;
        assert_eq!(violations, json!([]), "{}", self.value("location.href").await);
    }
}

fn script() -> Option<String> {
    let file = env::var("METIER_AXE").ok().filter(|file| !file.is_empty())?;
    Some(fs::read_to_string(&file).unwrap_or_else(|error| panic!("METIER_AXE names {file}: {error}")))
}
