//! Interests: how well an occupation suits people with each of the six kinds.

use super::occupation::Occupations;
use super::rater::Rater;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;
use crate::profile::Interest;

/// The other scale ranks the three highest.
const SCORE: &str = "OI";

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    for file in ["Interests.txt", "Career Interest Types.txt"] {
        let columns = [CODE, "Element Name", "Scale ID", "Data Value", "Date", "Domain Source"];
        release.each(file, columns, |line, [code, name, scale, value, date, domain]| {
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            if scale != SCORE {
                return Ok(());
            }
            let kind = name.to_lowercase().parse();
            let kind = kind.map_err(|_| line.wrong(format!("“{name}” isn’t a known kind of interest")))?;
            let score = line.number("Data Value", value, 1.0, 7.0)?;
            occupation.interests.rater = Rater::from(domain);
            occupation.interests.all.push(Interest { kind, score }, date);
            Ok(())
        })?;
    }
    Ok(())
}
