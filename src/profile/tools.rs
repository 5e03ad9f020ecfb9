use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::rows::{InputKind, Rows, input};
use super::findings::Findings;
use super::words;

words! {
    /// What kind of tool it is.
    pub enum ToolKind {
        /// Programs and programming languages.
        Software = "Software",
        /// Machines, instruments and hand tools.
        Equipment = "Equipment",
    }
}

/// A tool that people in a career use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// What kind of tool it is.
    pub kind: ToolKind,
    /// The kind of thing it is in plain words, such as `Spreadsheet software`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Whether employers of all kinds often ask for it.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub hot: bool,
    /// Whether employers often ask for it in this career.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub in_demand: bool,
}

pub(super) const ROWS: Rows = Rows {
    label: "Tool",
    add: "Add a tool",
    inputs: &[
        input("name", "Tool"),
        input("kind", "Kind").starting("software").kind(InputKind::ShortChoice(ToolKind::choices)),
        input("about", "What it is"),
        input("wanted", "Asked for").kind(InputKind::Choice(wanted, None)),
    ],
};

fn wanted() -> Vec<(&'static str, &'static str)> {
    vec![
        ("", "Not known"),
        ("hot", "Often, in all careers"),
        ("in_demand", "Often, in this career"),
        ("both", "Often, in this and in all careers"),
    ]
}

impl Tool {
    /// The value of the form's input for [`Tool::hot`] and [`Tool::in_demand`].
    pub fn wanted(&self) -> &'static str {
        match (self.hot, self.in_demand) {
            (false, false) => "",
            (true, false) => "hot",
            (false, true) => "in_demand",
            (true, true) => "both",
        }
    }
}

pub(super) fn line(tool: &Tool) -> String {
    let about = if tool.about.is_empty() { String::new() } else { format!(" ({})", tool.about) };
    let (_, wanted) = wanted().into_iter().find(|(word, _)| *word == tool.wanted()).unwrap_or_default();
    let wanted = if tool.wanted().is_empty() {
        String::new()
    } else {
        format!(", asked for {}", wanted.to_lowercase())
    };
    format!("{}: {}{about}{wanted}", tool.kind.label(), tool.name)
}

impl Findings {
    pub(super) fn tools(&mut self, tools: &[Tool]) {
        for (i, tool) in tools.iter().enumerate() {
            self.line(&format!("tools[{i}].name"), &tool.name);
            self.line_if_any(&format!("tools[{i}].about"), &tool.about);
        }
        let names: Vec<String> = tools.iter().map(|tool| tool.name.to_lowercase()).collect();
        self.no_repeats("tools", names.iter().map(String::as_str));
    }
}
