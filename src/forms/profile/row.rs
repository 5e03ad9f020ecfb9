//! The rows of the form: groups of inputs whose order ties them together.

pub trait Row: Default + Clone + PartialEq {
    /// Empty for a row of one input, which is named like its group.
    const FIELDS: &'static [&'static str];

    fn value(&self, field: usize) -> &str;

    fn value_mut(&mut self, field: usize) -> Option<&mut String>;

    fn is_blank(&self) -> bool {
        let blank = Self::default();
        (0..Self::FIELDS.len()).all(|field| self.value(field).trim() == blank.value(field))
    }
}

impl Row for String {
    const FIELDS: &'static [&'static str] = &[""];

    fn value(&self, _: usize) -> &str {
        self
    }

    fn value_mut(&mut self, _: usize) -> Option<&mut String> {
        Some(self)
    }
}

/// Defines a row with an input for each field, and its initial value.
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($field:ident: $start:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $(pub $field: String,)* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $start.into(),)* }
            }
        }

        impl Row for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)*];

            fn value(&self, field: usize) -> &str {
                [$(self.$field.as_str(),)*].get(field).copied().unwrap_or_default()
            }

            fn value_mut(&mut self, field: usize) -> Option<&mut String> {
                [$(&mut self.$field,)*].into_iter().nth(field)
            }
        }
    };
}

row! {
    /// Pay at one place. Each amount has a bound next to it; the ends of a range may be percentiles.
    pub struct PayRow {
        place: "",
        currency: "USD",
        period: "year",
        statistic: "median",
        total: "",
        total_bound: "exact",
        base: "",
        base_bound: "exact",
        additional: "",
        additional_bound: "exact",
        likely_low: "",
        likely_low_bound: "exact",
        likely_high: "",
        likely_high_bound: "exact",
        likely_from: "",
        likely_to: "",
        possible_low: "",
        possible_low_bound: "exact",
        possible_high: "",
        possible_high_bound: "exact",
        possible_from: "",
        possible_to: "",
        evidence: "",
        count: "",
        newest: "",
        relative_standard_error: "",
        label: "",
        source: "",
        as_of: "",
    }
}

row! {
    pub struct ExperienceRow {
        from_months: "",
        to_months: "",
        percent: "",
    }
}

row! {
    pub struct PathRow {
        title: "",
        career: "",
        pay: "",
        pay_bound: "exact",
        pay_currency: "USD",
        pay_period: "year",
    }
}

row! {
    pub struct SkillRow {
        name: "",
        importance: "",
    }
}

row! {
    pub struct FaqRow {
        question: "",
        answer: "",
    }
}

row! {
    pub struct CitationRow {
        group: "",
        source: "",
        as_of: "",
    }
}
