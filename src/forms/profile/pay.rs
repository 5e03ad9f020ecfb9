//! Pay, as it is read from its row.

use super::PayRow;
use super::reader::{Reader, currency, word};
use crate::forms::number::{date, number, whole};
use crate::profile::Pay;
use crate::profile::confidence::Evidence;
use crate::profile::money::Figure;
use crate::profile::pay::Range;

impl Reader<'_> {
    pub(super) fn pay(&mut self, row: &PayRow) -> Option<Pay> {
        let place = self.required("place", &row.place, |text| Ok(text.to_owned()));
        let money = self.required("currency", &row.currency, currency);
        let period = self.required("period", &row.period, word);
        let statistic = self.required("statistic", &row.statistic, word);
        let total = self.figure("total", (&row.total, &row.total_bound), money);
        let base = self.figure("base", (&row.base, &row.base_bound), money);
        let additional = self.figure("additional", (&row.additional, &row.additional_bound), money);
        let low = self.figure("likely_low", (&row.likely_low, &row.likely_low_bound), money);
        let high = self.figure("likely_high", (&row.likely_high, &row.likely_high_bound), money);
        let likely = self.range("likely", (low, high), (&row.likely_from, &row.likely_to));
        let low = self.figure("possible_low", (&row.possible_low, &row.possible_low_bound), money);
        let high = self.figure("possible_high", (&row.possible_high, &row.possible_high_bound), money);
        let possible = self.range("possible", (low, high), (&row.possible_from, &row.possible_to));
        let evidence = self.evidence(row);
        let source = self.source(&row.source);
        let as_of = self.required("as_of", &row.as_of, date);
        Some(Pay {
            place: place?,
            currency: money?,
            period: period?,
            statistic: statistic?,
            total,
            base,
            additional,
            likely,
            possible,
            evidence,
            source: source?,
            as_of: as_of?,
        })
    }

    fn range(
        &mut self,
        name: &str,
        (low, high): (Option<Figure>, Option<Figure>),
        (from, to): (&str, &str),
    ) -> Option<Range> {
        let (from_field, to_field) = (format!("{name}_from"), format!("{name}_to"));
        let blank = (from.trim().is_empty(), to.trim().is_empty());
        for (field, is_alone) in [(&from_field, blank == (true, false)), (&to_field, blank == (false, true))]
        {
            self.expect(field, !is_alone, || "is missing; give both percentiles or neither".into());
        }
        let percentiles = self.optional(&from_field, from, whole).zip(self.optional(&to_field, to, whole));
        let is_there = low.is_some() || high.is_some() || percentiles.is_some();
        is_there.then_some(Range { low, high, percentiles })
    }

    /// The chosen kind's evidence. A value in another kind's input would be lost, so it is an error.
    fn evidence(&mut self, row: &PayRow) -> Option<Evidence> {
        let kind = row.evidence.trim();
        for (field, text, of) in [
            ("count", &row.count, "reports"),
            ("newest", &row.newest, "reports"),
            ("relative_standard_error", &row.relative_standard_error, "survey"),
            ("label", &row.label, "editor"),
        ] {
            let is_right = text.trim().is_empty() || kind == of;
            self.expect(field, is_right, || {
                "belongs to another kind of evidence; empty it, or choose that".into()
            });
        }
        match kind {
            "" => None,
            "reports" => {
                let count = self.required("count", &row.count, whole);
                let newest = self.required("newest", &row.newest, date);
                Some(Evidence::Reports { count: count?, newest: newest? })
            }
            "survey" => {
                let field = "relative_standard_error";
                let relative_standard_error = self.required(field, &row.relative_standard_error, number)?;
                Some(Evidence::Survey { relative_standard_error })
            }
            "editor" => Some(Evidence::Editor { label: self.required("label", &row.label, word)? }),
            other => {
                self.add("evidence", format!("“{other}” is none of the choices"));
                None
            }
        }
    }
}
