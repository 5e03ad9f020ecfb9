//! Reads pay from a row of the form.

use super::reader::{Reader, currency, word};
use crate::forms::number::{date, number, whole};
use crate::profile::Pay;
use crate::profile::confidence::Evidence;
use crate::profile::money::Currency;
use crate::profile::pay::Range;

impl Reader<'_> {
    pub(super) fn pay(&mut self) -> Option<Pay> {
        let place = self.required("place", |text| Ok(text.to_owned()));
        let money = self.required("currency", currency);
        let period = self.required("period", word);
        let statistic = self.required("statistic", word);
        let [total, base, additional] = ["total", "base", "additional"].map(|name| self.figure(name, money));
        let [likely, possible] = ["likely", "possible"].map(|name| self.range(name, money));
        let evidence = self.evidence();
        let source = self.source();
        let as_of = self.required("as_of", date);
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
            counted_with: self.text_if_any("counted_with"),
            source: source?,
            as_of: as_of?,
        })
    }

    fn range(&mut self, name: &str, currency: Option<Currency>) -> Option<Range> {
        let [low, high] = ["low", "high"].map(|end| self.figure(&format!("{name}_{end}"), currency));
        let [from, to] = ["from", "to"].map(|end| format!("{name}_{end}"));
        let [lacks_from, lacks_to] = [&from, &to].map(|input| self.text(input).is_empty());
        for (input, is_alone) in [(&from, lacks_from && !lacks_to), (&to, lacks_to && !lacks_from)] {
            self.expect(input, !is_alone, || "Enter both percentiles, or neither".into());
        }
        let percentiles = self.optional(&from, whole).zip(self.optional(&to, whole));
        let is_there = low.is_some() || high.is_some() || percentiles.is_some();
        is_there.then_some(Range { low, high, percentiles })
    }

    /// Reads the chosen kind of evidence. A value in an input of another kind is an error: saving would drop it.
    fn evidence(&mut self) -> Option<Evidence> {
        let kind = self.text("evidence");
        for (input, of) in [
            ("count", "reports"),
            ("newest", "reports"),
            ("relative_standard_error", "survey"),
            ("label", "editor"),
        ] {
            let is_right = self.text(input).is_empty() || kind == of;
            self.expect(input, is_right, || {
                "Clear this, or choose the kind of evidence it belongs to".into()
            });
        }
        match kind {
            "" => None,
            "reports" => {
                let count = self.required("count", whole);
                let newest = self.required("newest", date);
                Some(Evidence::Reports { count: count?, newest: newest? })
            }
            "survey" => {
                let relative_standard_error = self.required("relative_standard_error", number)?;
                Some(Evidence::Survey { relative_standard_error })
            }
            "editor" => Some(Evidence::Editor { label: self.required("label", word)? }),
            other => {
                self.add("evidence", format!("“{other}” isn’t an option. Choose one from the list"));
                None
            }
        }
    }
}
