//! The form's lists: each row is a group of inputs.

#[derive(Clone, Copy, Debug)]
pub struct Rows {
    /// Of one row.
    pub label: &'static str,
    /// Of the button for another one.
    pub add: &'static str,
    pub inputs: &'static [Input],
}

#[derive(Debug)]
pub struct Input {
    /// Empty if it is the row's only input, which has the field's name.
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

/// Each amount has a bound next to it; the ends of a range may be percentiles.
pub(super) const PAY: Rows = Rows {
    label: "Pay",
    add: "Add the pay at a place",
    inputs: &[
        input("place", "Place"),
        chosen("currency", "Currency", "USD"),
        chosen("period", "Period", "year"),
        chosen("statistic", "The total is", "median"),
        input("total", "Total"),
        chosen("total_bound", "How the total is bounded", "exact"),
        input("base", "Base"),
        chosen("base_bound", "How the base is bounded", "exact"),
        input("additional", "Additional"),
        chosen("additional_bound", "How the additional pay is bounded", "exact"),
        input("likely_low", "Likely, from"),
        chosen("likely_low_bound", "How the likely lower end is bounded", "exact"),
        input("likely_high", "Likely, to"),
        chosen("likely_high_bound", "How the likely upper end is bounded", "exact"),
        input("likely_from", "Lower percentile"),
        input("likely_to", "Upper percentile"),
        input("possible_low", "Possible, from"),
        chosen("possible_low_bound", "How the possible lower end is bounded", "exact"),
        input("possible_high", "Possible, to"),
        chosen("possible_high_bound", "How the possible upper end is bounded", "exact"),
        input("possible_from", "Lower percentile"),
        input("possible_to", "Upper percentile"),
        input("evidence", "Kind of evidence"),
        input("count", "Number of reports"),
        input("newest", "Newest report"),
        input("relative_standard_error", "Relative standard error, %"),
        input("label", "Confidence label"),
        input("source", "Source"),
        input("as_of", "As of"),
    ],
};

pub(super) const EXPERIENCE: Rows = Rows {
    label: "Experience",
    add: "Add a span of experience",
    inputs: &[
        input("from_months", "From, months"),
        input("to_months", "To, months"),
        input("percent", "Share, %"),
    ],
};

pub(super) const PATH: Rows = Rows {
    label: "Step",
    add: "Add a step",
    inputs: &[
        input("title", "Title"),
        input("career", "Its page"),
        input("pay", "Pay, without a page"),
        chosen("pay_bound", "How the pay is bounded", "exact"),
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
    inputs: &[input("group", "What it covers"), input("source", "Source"), input("as_of", "As of")],
};
