//! Pages held against the rules of axe-core, whose script `METIER_AXE` names.

use std::env;
use std::fs;

use serde_json::json;

use super::driver::Browser;
use crate::support::skip_unless_required;

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

impl Browser {
    /// Holds the page, as it is now, against the rules. Without axe-core, the test says so once and goes on.
    pub async fn passes_axe(&self) {
        let script = self.axe.get_or_init(|| {
            let script = script();
            if script.is_none() {
                skip_unless_required(self.test, "axe-core that METIER_AXE names", "METIER_REQUIRE_AXE");
            }
            script
        });
        let Some(script) = script else { return };
        // What a driver runs is not the page's own, and its policy doesn't forbid it.
        self.run(script).await;
        let violations = self.later(JUDGE).await;
        assert_eq!(violations, json!([]), "{}", self.value("location.href").await);
    }
}

/// The script of axe-core.
fn script() -> Option<String> {
    let file = env::var("METIER_AXE").ok().filter(|file| !file.is_empty())?;
    Some(fs::read_to_string(&file).unwrap_or_else(|error| panic!("METIER_AXE names {file}: {error}")))
}
