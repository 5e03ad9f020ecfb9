//! Software and equipment that people in an occupation use.

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use super::text::with_parentheses;
use super::tool_weights;
use crate::import::ImportError;
use crate::profile::{Tool, ToolKind};

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    for (file, kind, name, about) in [
        ("Technology Skills.txt", ToolKind::Software, "Example", "Commodity Title"),
        ("Software Skills.txt", ToolKind::Software, "Workplace Example", "Element Name"),
        ("Tools Used.txt", ToolKind::Equipment, "Example", "Commodity Title"),
    ] {
        let columns = [CODE, name, about, "?Hot Technology", "?In Demand"];
        release.each(file, columns, |line, [code, tool, about, hot, in_demand]| {
            let tool = Tool {
                name: with_parentheses(line.text(name, tool)?),
                kind,
                about: about.to_owned(),
                hot: line.flag("Hot Technology", hot)?,
                in_demand: line.flag("In Demand", in_demand)?,
            };
            if let Some(occupation) = occupations.find(line, code)? {
                occupation.tools.push(tool);
            }
            Ok(())
        })?;
    }
    tool_weights::keep_most_useful(&mut occupations.all);
    Ok(())
}
