//! Work styles: what people who do well in an occupation are like.

use super::occupation::Occupations;
use super::rater::Rater;
use super::release::Release;
use super::table::{CODE, TableLine};
use crate::import::ImportError;
use crate::profile::Skill;

/// From 30.1 on, an AI rates the impact of a style from -3 (it hinders) to 3 (it helps), instead of people its
/// importance from 1 to 5. The styles that hinder, and those without importance, are left out.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let columns = [
        CODE,
        "Element Name",
        "Scale ID",
        "Data Value",
        "?N",
        "?Recommend Suppress",
        "Date",
        "Domain Source",
    ];
    release.each(
        "Work Styles.txt",
        columns,
        |line, [code, name, scale, value, n, suppress, date, domain]| {
            let date = occupations.date(line, date)?;
            let suppressed = line.flag("Recommend Suppress", suppress)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            let Some(importance) = importance(line, scale, value)? else { return Ok(()) };
            if importance > 0.0 && !suppressed {
                let name = line.text("Element Name", name)?.to_owned();
                let styles = &mut occupation.work_styles;
                styles.rater = if scale == "WI" { Rater::Ai } else { Rater::from(domain) };
                styles.all.respondents = styles.all.respondents.max(line.respondents(n)?);
                styles.all.push(Skill { name, importance }, date);
            }
            Ok(())
        },
    )?;
    for occupation in &mut occupations.all {
        let styles = &mut occupation.work_styles.all.facts;
        styles.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.name.cmp(&b.name)));
    }
    Ok(())
}

/// In thousandths; `None` for the rank, the other scale from 30.1 on.
fn importance(line: &TableLine<'_>, scale: &str, value: &str) -> Result<Option<f64>, ImportError> {
    let importance = match scale {
        "IM" => (line.number("Data Value", value, 1.0, 5.0)? - 1.0) / 4.0,
        "WI" => line.number("Data Value", value, -3.0, 3.0)? / 3.0,
        _ => return Ok(None),
    };
    Ok(Some((importance * 1_000.0).round() / 1_000.0))
}
