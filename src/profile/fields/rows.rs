//! The lists of the form, whose rows are groups of inputs.

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
}

const fn input(name: &'static str, label: &'static str) -> Input {
    Input { name, label, start: "" }
}

const fn chosen(name: &'static str, label: &'static str, start: &'static str) -> Input {
    Input { name, label, start }
}

pub(super) const ONE: &[Input] = &[input("", "")];

pub(super) const RESPONSIBILITIES: Rows =
    Rows { label: "Responsibility", add: "Add a responsibility", inputs: ONE };

pub(super) const QUALIFICATIONS: Rows =
    Rows { label: "Qualification", add: "Add a qualification", inputs: ONE };

/// Each amount has a bound next to it. The ends of a range may be percentiles.
pub(super) const PAY: Rows = Rows {
    label: "Pay",
    add: "Add a place",
    inputs: &[
        input("place", "Place"),
        chosen("currency", "Currency", "USD"),
        chosen("period", "Period", "year"),
        chosen("statistic", "Figure is", "median"),
        input("total", "Total"),
        chosen("total_bound", "Total: exact or a limit", "exact"),
        input("base", "Base"),
        chosen("base_bound", "Base: exact or a limit", "exact"),
        input("additional", "Bonus and extras"),
        chosen("additional_bound", "Bonus and extras: exact or a limit", "exact"),
        input("likely_low", "Typical range from"),
        chosen("likely_low_bound", "Typical range from: exact or a limit", "exact"),
        input("likely_high", "Typical range to"),
        chosen("likely_high_bound", "Typical range to: exact or a limit", "exact"),
        input("likely_from", "Lower percentile"),
        input("likely_to", "Upper percentile"),
        input("possible_low", "Full range from"),
        chosen("possible_low_bound", "Full range from: exact or a limit", "exact"),
        input("possible_high", "Full range to"),
        chosen("possible_high_bound", "Full range to: exact or a limit", "exact"),
        input("possible_from", "Lower percentile"),
        input("possible_to", "Upper percentile"),
        input("evidence", "Kind of evidence"),
        input("count", "Number of reports"),
        input("newest", "Newest report"),
        input("relative_standard_error", "Relative standard error (%)"),
        input("label", "Confidence label"),
        input("source", "Source"),
        input("as_of", "As of"),
    ],
};

pub(super) const EXPERIENCE: Rows = Rows {
    label: "Experience",
    add: "Add a row",
    inputs: &[
        input("from_months", "From (months)"),
        input("to_months", "To (months)"),
        input("percent", "Share (%)"),
    ],
};

pub(super) const PATH: Rows = Rows {
    label: "Step",
    add: "Add a step",
    inputs: &[
        input("title", "Title"),
        input("career", "Career page"),
        input("pay", "Pay, if it has no page"),
        chosen("pay_bound", "Pay: exact or a limit", "exact"),
        chosen("pay_currency", "Currency", "USD"),
        chosen("pay_period", "Period", "year"),
    ],
};

pub(super) const SKILLS: Rows = Rows {
    label: "Skill",
    add: "Add a skill",
    inputs: &[input("name", "Skill"), input("importance", "Importance")],
};

pub(super) const RELATED: Rows = Rows { label: "Related career", add: "Add a related career", inputs: ONE };

pub(super) const FAQS: Rows = Rows {
    label: "Question",
    add: "Add a question",
    inputs: &[input("question", "Question"), input("answer", "Answer")],
};

pub(super) const CITATIONS: Rows = Rows {
    label: "Source",
    add: "Add a source",
    inputs: &[input("group", "Covers"), input("source", "Source"), input("as_of", "As of")],
};
