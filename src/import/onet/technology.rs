//! Software that people in an occupation use.

use std::collections::HashMap;

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use super::text::{list, with_parentheses};
use crate::import::ImportError;
use crate::profile::OnetCode;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub name: String,
    /// Whether job postings of any kind often ask for it.
    pub hot: bool,
    /// Whether postings for this occupation often ask for it.
    pub in_demand: bool,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    for (file, name) in [("Technology Skills.txt", "Example"), ("Software Skills.txt", "Workplace Example")] {
        let columns = [CODE, name, "Hot Technology", "In Demand"];
        release.each(file, columns, |line, [code, tool, hot, in_demand]| {
            let tool = Tool {
                name: line.text(name, tool)?.to_owned(),
                hot: line.flag("Hot Technology", hot)?,
                in_demand: line.flag("In Demand", in_demand)?,
            };
            if let Some(occupation) = occupations.find(line, code)? {
                occupation.tools.push(tool);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// How typical software is of a field: its frequency in a major group, weighted down if all fields use it. This sorts a
/// list of hundreds, alphabetical in the files, from what is specific to the field down to the office suite.
#[derive(Debug, Default)]
pub struct TechnologyWeights<'a> {
    in_group: HashMap<Key<'a>, usize>,
    in_all: HashMap<(&'a str, bool), usize>,
    occupations: usize,
}

/// Major group, name, and whether to count only occupations in which the software is in demand. Software in demand is
/// weighted by those: Python is used nearly everywhere, but in demand in few fields.
type Key<'a> = (&'a str, &'a str, bool);

impl<'a> TechnologyWeights<'a> {
    pub fn of(occupations: impl Iterator<Item = (&'a OnetCode, &'a [Tool])>) -> Self {
        let mut weights = Self::default();
        for (code, tools) in occupations {
            weights.occupations += 1;
            for tool in tools {
                let name = tool.name.as_str();
                let counts: &[bool] = if tool.in_demand { &[false, true] } else { &[false] };
                for count in counts {
                    *weights.in_group.entry((code.major(), name, *count)).or_default() += 1;
                    *weights.in_all.entry((name, *count)).or_default() += 1;
                }
            }
        }
        weights
    }

    /// Uses in the field × ln(occupations ÷ uses in all): TF-IDF.
    fn of_tool(&self, code: &OnetCode, tool: &Tool) -> f64 {
        let (major, name) = (code.major(), tool.name.as_str());
        let here = self.in_group.get(&(major, name, tool.in_demand)).copied().unwrap_or(0);
        let all = self.in_all.get(&(name, tool.in_demand)).copied().unwrap_or(0).max(1);
        here as f64 * (self.occupations as f64 / all as f64).max(1.0).ln()
    }

    /// At most two bullets: what is in demand and, if that is little, what is in use.
    pub fn bullets(&self, code: &OnetCode, tools: &[Tool]) -> Vec<String> {
        let in_demand = self.names(code, tools, 10, |tool| tool.in_demand);
        let mut common = Vec::new();
        if in_demand.len() < 5 {
            common = self.names(code, tools, 8, |tool| tool.hot && !tool.in_demand);
        }
        if in_demand.is_empty() && common.is_empty() {
            common = self.names(code, tools, 8, |_| true);
        }
        let lists = [("Tools in demand", in_demand), ("Common tools", common)].into_iter();
        let lists = lists.filter(|(_, names)| !names.is_empty());
        lists.map(|(intro, names)| format!("{intro}: {}.", list(&names))).collect()
    }

    fn names(
        &self,
        code: &OnetCode,
        tools: &[Tool],
        most: usize,
        wanted: impl Fn(&Tool) -> bool,
    ) -> Vec<String> {
        let weight = |tool: &Tool| self.of_tool(code, tool);
        let mut tools: Vec<&Tool> = tools.iter().filter(|tool| wanted(tool)).collect();
        tools.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.name.cmp(&b.name)));
        tools.dedup_by_key(|tool| tool.name.as_str());
        tools.into_iter().take(most).map(|tool| with_parentheses(&tool.name)).collect()
    }
}
