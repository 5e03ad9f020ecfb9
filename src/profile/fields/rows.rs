//! The lists of the form, whose rows are groups of inputs.

use crate::profile::Group;
use crate::profile::confidence::Confidence;
use crate::profile::money::Period;
use crate::profile::pay::Statistic;

#[derive(Clone, Copy, Debug)]
pub struct Rows {
    /// Names one row.
    pub label: &'static str,
    /// The label of the button that adds a row.
    pub add: &'static str,
    pub inputs: &'static [Input],
}

#[derive(Debug)]
pub struct Input {
    /// Empty for the only input of a row, which goes by the field's name.
    pub name: &'static str,
    pub label: &'static str,
    /// The value in a new row.
    pub start: &'static str,
    pub kind: InputKind,
}

#[derive(Clone, Copy, Debug)]
pub enum InputKind {
    Line,
    /// A number, a date or a code.
    Short,
    Wide,
    /// Several lines.
    Area,
    /// An amount of money; the next input is its bound.
    Amount,
    Bound,
    /// A choice, with a label for none where it may be empty.
    Choice(fn() -> Choices, Option<&'static str>),
    /// A choice of short words.
    ShortChoice(fn() -> Choices),
    /// One of the site's sources.
    Source,
}

/// Pairs of word and label.
pub type Choices = Vec<(&'static str, &'static str)>;

pub const fn input(name: &'static str, label: &'static str) -> Input {
    Input { name, label, start: "", kind: InputKind::Line }
}

const fn amount(name: &'static str, label: &'static str) -> Input {
    input(name, label).kind(InputKind::Amount)
}

/// Whether the amount before it is exact or a limit.
const fn bound(name: &'static str, label: &'static str) -> Input {
    input(name, label).starting("exact").kind(InputKind::Bound)
}

impl Input {
    pub const fn starting(self, start: &'static str) -> Self {
        Self { start, ..self }
    }

    pub const fn kind(self, kind: InputKind) -> Self {
        Self { kind, ..self }
    }

    pub const fn short(self) -> Self {
        self.kind(InputKind::Short)
    }

    pub const fn source(self) -> Self {
        self.kind(InputKind::Source)
    }
}

pub(super) const ONE: &[Input] = &[input("", "")];

/// Each amount has a bound next to it. The ends of a range may be percentiles.
pub(super) const PAY: Rows = Rows {
    label: "Pay",
    add: "Add a place",
    inputs: &[
        input("place", "Place"),
        input("currency", "Currency").starting("USD").short(),
        input("period", "Period").starting("year").kind(InputKind::ShortChoice(Period::choices)),
        input("statistic", "Figure is").starting("median").kind(InputKind::Choice(Statistic::choices, None)),
        amount("total", "Total"),
        bound("total_bound", "Total: exact or a limit"),
        amount("base", "Base"),
        bound("base_bound", "Base: exact or a limit"),
        amount("additional", "Bonus and extras"),
        bound("additional_bound", "Bonus and extras: exact or a limit"),
        amount("likely_low", "Typical range from"),
        bound("likely_low_bound", "Typical range from: exact or a limit"),
        amount("likely_high", "Typical range to"),
        bound("likely_high_bound", "Typical range to: exact or a limit"),
        input("likely_from", "Lower percentile").short(),
        input("likely_to", "Upper percentile").short(),
        amount("possible_low", "Full range from"),
        bound("possible_low_bound", "Full range from: exact or a limit"),
        amount("possible_high", "Full range to"),
        bound("possible_high_bound", "Full range to: exact or a limit"),
        input("possible_from", "Lower percentile").short(),
        input("possible_to", "Upper percentile").short(),
        input("evidence", "Kind of evidence").kind(InputKind::Choice(evidence, None)),
        input("count", "Number of reports").short(),
        input("newest", "Newest report").short(),
        input("relative_standard_error", "Relative standard error (%)"),
        input("label", "Confidence label").kind(InputKind::Choice(Confidence::choices, Some("–"))),
        input("counted_with", "Counted together with"),
        input("source", "Source").source(),
        input("as_of", "As of").short(),
    ],
};

fn evidence() -> Choices {
    vec![
        ("", "None"),
        ("reports", "People’s own reports"),
        ("survey", "A survey with a known error"),
        ("editor", "An editor’s judgment"),
    ]
}

pub(super) const EXPERIENCE: Rows = buckets("Experience");

const BUCKET: &[Input] = &[
    input("from_months", "From (months)").short(),
    input("to_months", "To (months)").short(),
    input("percent", "Share (%)").short(),
];

pub(super) const fn buckets(label: &'static str) -> Rows {
    Rows { label, add: "Add a row", inputs: BUCKET }
}

pub(super) const fn line(label: &'static str, add: &'static str) -> Rows {
    Rows { label, add, inputs: ONE }
}

pub(super) const PATH: Rows = Rows {
    label: "Step",
    add: "Add a step",
    inputs: &[
        input("title", "Title"),
        input("career", "Career page"),
        amount("pay", "Pay, if it has no page"),
        bound("pay_bound", "Pay: exact or a limit"),
        input("pay_currency", "Currency").starting("USD").short(),
        input("pay_period", "Period").starting("year").kind(InputKind::ShortChoice(Period::choices)),
        input("basis", "Step is").kind(InputKind::ShortChoice(basis)),
    ],
};

fn basis() -> Choices {
    vec![("", "Usual"), ("suggested", "Suggested")]
}

const WEIGHED: &[Input] = &[input("name", "Name"), input("importance", "Importance").short()];

pub(super) const fn weighed(label: &'static str, add: &'static str) -> Rows {
    Rows { label, add, inputs: WEIGHED }
}

pub(super) const FAQS: Rows = Rows {
    label: "Question",
    add: "Add a question",
    inputs: &[
        input("question", "Question").kind(InputKind::Wide),
        input("answer", "Answer").kind(InputKind::Area),
    ],
};

pub(super) const CITATIONS: Rows = Rows {
    label: "Source",
    add: "Add a source",
    inputs: &[
        input("group", "Covers").kind(InputKind::Choice(Group::choices, Some("Choose"))),
        input("source", "Source").source(),
        input("as_of", "As of").short(),
        input("respondents", "People asked").short(),
    ],
};
