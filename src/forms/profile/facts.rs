//! Rows of facts that imports know: tools, interests, shares and outlook.

use super::FormRow;
use super::reader::{Reader, word};
use crate::forms::number;
use crate::profile::{EducationShare, Industry, Interest, Outlook, Tool};

impl Reader<'_> {
    pub(super) fn education_share(&mut self) -> Option<EducationShare> {
        let level = self.required("level", word);
        let percent = self.required("percent", number::number);
        Some(EducationShare { level: level?, percent: percent? })
    }

    pub(super) fn industry(&mut self) -> Option<Industry> {
        let percent = self.required("percent", number::number);
        Some(Industry { name: self.text("name").to_owned(), percent: percent? })
    }

    pub(super) fn tool(&mut self) -> Option<Tool> {
        let kind = self.required("kind", word);
        let wanted = self.text("wanted");
        Some(Tool {
            name: self.text("name").to_owned(),
            kind: kind?,
            about: self.text("about").to_owned(),
            hot: ["hot", "both"].contains(&wanted),
            in_demand: ["in_demand", "both"].contains(&wanted),
        })
    }

    pub(super) fn interest(&mut self) -> Option<Interest> {
        let kind = self.required("kind", word);
        let score = self.required("score", number::number);
        Some(Interest { kind: kind?, score: score? })
    }

    pub(super) fn outlook(&mut self) -> Option<Outlook> {
        let from_year = self.required("from_year", number::whole);
        let to_year = self.required("to_year", number::whole);
        let employed_from = self.optional("employed_from", number::people);
        let employed_to = self.optional("employed_to", number::people);
        let growth = self.optional("growth", number::signed);
        let openings = self.optional("openings", number::people);
        let self_employed = self.optional("self_employed", number::number);
        let source = self.source();
        let as_of = self.required("as_of", number::date);
        Some(Outlook {
            place: self.text("place").to_owned(),
            from_year: from_year?,
            to_year: to_year?,
            employed_from,
            employed_to,
            growth,
            openings,
            self_employed,
            reason: self.text("reason").to_owned(),
            counted_with: self.text_if_any("counted_with"),
            source: source?,
            as_of: as_of?,
        })
    }
}

fn number_of(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn word_of(word: impl Into<&'static str>) -> &'static str {
    word.into()
}

pub(super) fn education_share(row: &mut FormRow, share: &EducationShare) {
    row.set("level", word_of(share.level));
    row.set("percent", share.percent);
}

pub(super) fn industry(row: &mut FormRow, industry: &Industry) {
    row.set("name", &industry.name);
    row.set("percent", industry.percent);
}

pub(super) fn tool(row: &mut FormRow, tool: &Tool) {
    row.set("name", &tool.name);
    row.set("kind", word_of(tool.kind));
    row.set("about", &tool.about);
    row.set("wanted", tool.wanted());
}

pub(super) fn interest(row: &mut FormRow, interest: &Interest) {
    row.set("kind", word_of(interest.kind));
    row.set("score", interest.score);
}

pub(super) fn outlook(row: &mut FormRow, outlook: &Outlook) {
    row.set("place", &outlook.place);
    row.set("from_year", outlook.from_year);
    row.set("to_year", outlook.to_year);
    row.set("employed_from", number_of(outlook.employed_from));
    row.set("employed_to", number_of(outlook.employed_to));
    row.set("growth", number_of(outlook.growth));
    row.set("openings", number_of(outlook.openings));
    row.set("self_employed", number_of(outlook.self_employed));
    row.set("reason", &outlook.reason);
    row.set("counted_with", outlook.counted_with.as_deref().unwrap_or_default());
    row.set("source", &outlook.source);
    row.set("as_of", outlook.as_of);
}
