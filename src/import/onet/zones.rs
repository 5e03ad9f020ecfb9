//! Job zones: how much preparation an occupation takes, in sentences.

use std::collections::HashMap;

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use super::text::sentences;
use crate::import::ImportError;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// From 1, little preparation, to 5; none if it is unknown.
    pub number: Option<u32>,
    pub experience: String,
    pub education: String,
    pub training: String,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let mut zones: HashMap<u32, Zone> = HashMap::new();
    let columns = ["Job Zone", "Experience", "Education", "Job Training"];
    release.each("Job Zone Reference.txt", columns, |line, [zone, experience, education, training]| {
        let zone = line.ordinal("Job Zone", zone, 9)?;
        let [experience, education, training] = [experience, education, training].map(readable);
        zones.insert(zone, Zone { number: Some(zone), experience, education, training });
        Ok(())
    })?;
    release.each("Job Zones.txt", [CODE, "Job Zone", "Date"], |line, [code, zone, date]| {
        occupations.date(line, date)?;
        let zone = line.ordinal("Job Zone", zone, 9)?;
        if let Some(occupation) = occupations.find(line, code)? {
            let only_number = || Zone { number: Some(zone), ..Zone::default() };
            occupation.zone = zones.get(&zone).cloned().unwrap_or_else(only_number);
        }
        Ok(())
    })
}

/// The sentences that hold for any career in a zone. Drops sentences that give examples of occupations, or that begin
/// with "Many …" and count occupations.
fn readable(text: &str) -> String {
    let is_about_others =
        |sentence: &&str| !sentence.starts_with("For example") && !sentence.starts_with("Many ");
    let kept: Vec<&str> = sentences(text).into_iter().filter(is_about_others).collect();
    let mut text = kept.join(" ");
    for (theirs, ours) in [
        ("These occupations", "Jobs like this"),
        (" for these occupations", ""),
        ("of these occupations", "jobs like this"),
        ("these occupations", "jobs like this"),
        ("occupations in this zone", "jobs like this"),
        ("'", "’"),
    ] {
        text = text.replace(theirs, ours);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_speak_of_jobs_like_this() {
        for (text, expected) in [
            (
                "Extensive skill is needed for these occupations. Many require five years. For example, surgeons.",
                "Extensive skill is needed.",
            ),
            (
                "Most of these occupations require school. For example, they may.",
                "Most jobs like this require school.",
            ),
            ("These occupations usually require a diploma.", "Jobs like this usually require a diploma."),
            ("Most occupations in this zone require it.", "Most jobs like this require it."),
            ("Employees in these occupations need days.", "Employees in jobs like this need days."),
            ("An associate's degree.", "An associate’s degree."),
        ] {
            assert_eq!(readable(text), expected);
        }
    }
}
