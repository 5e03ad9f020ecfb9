//! How useful it is to know a tool in an occupation.

use std::collections::{HashMap, HashSet};

use super::text::list;
use crate::profile::{OnetCode, Tool, ToolKind};

/// A profile's tools of each kind. Some occupations have more than 400.
const MOST: usize = 60;

/// How typical a tool is of a field: its frequency in a major group, weighted down if all fields use it. This sorts a
/// list of hundreds, alphabetical in the files, from what is specific to the field down to the office suite.
#[derive(Debug, Default)]
pub struct ToolWeights<'a> {
    in_group: HashMap<Key<'a>, usize>,
    in_all: HashMap<(&'a str, bool), usize>,
    occupations: usize,
}

/// Major group, name, and whether to count only occupations in which the tool is in demand. Tools in demand are weighted
/// by those: Python is used nearly everywhere, but in demand in few fields.
type Key<'a> = (&'a str, &'a str, bool);

impl<'a> ToolWeights<'a> {
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

    /// Software before equipment. Of a kind, what is in demand in the occupation comes first, then what is asked for
    /// anywhere, and of those what is typical of the field.
    pub fn most_useful(&self, code: &OnetCode, tools: &[Tool]) -> Vec<Tool> {
        let mut seen = HashSet::new();
        let mut useful = Vec::new();
        for kind in [ToolKind::Software, ToolKind::Equipment] {
            let sorted = self.sorted(code, tools.iter().filter(|tool| tool.kind == kind));
            let new = sorted.into_iter().filter(|tool| seen.insert(tool.name.to_lowercase()));
            useful.extend(new.take(MOST).cloned());
        }
        useful
    }

    fn sorted<'t>(&self, code: &OnetCode, tools: impl Iterator<Item = &'t Tool>) -> Vec<&'t Tool> {
        let mut weighed: Vec<(f64, &Tool)> = tools.map(|tool| (self.of_tool(code, tool), tool)).collect();
        let asked = |tool: &Tool| (tool.in_demand, tool.hot);
        weighed.sort_by(|(weight, tool), (other_weight, other)| {
            let by_use = asked(other).cmp(&asked(tool)).then(other_weight.total_cmp(weight));
            by_use.then_with(|| tool.name.cmp(&other.name))
        });
        weighed.into_iter().map(|(_, tool)| tool).collect()
    }

    /// At most two bullets on software: what is in demand and, if that is little, what is in use.
    pub fn bullets(&self, code: &OnetCode, tools: &[Tool]) -> Vec<String> {
        let software = || tools.iter().filter(|tool| tool.kind == ToolKind::Software);
        let in_demand = self.names(code, software().filter(|tool| tool.in_demand), 10);
        let mut common = Vec::new();
        if in_demand.len() < 5 {
            common = self.names(code, software().filter(|tool| tool.hot && !tool.in_demand), 8);
        }
        if in_demand.is_empty() && common.is_empty() {
            common = self.names(code, software(), 8);
        }
        let lists = [("Tools in demand", in_demand), ("Common tools", common)].into_iter();
        let lists = lists.filter(|(_, names)| !names.is_empty());
        lists.map(|(intro, names)| format!("{intro}: {}.", list(&names))).collect()
    }

    /// Those that are typical of the field first.
    fn names<'t>(&self, code: &OnetCode, tools: impl Iterator<Item = &'t Tool>, most: usize) -> Vec<String> {
        let mut tools: Vec<(f64, &str)> =
            tools.map(|tool| (self.of_tool(code, tool), tool.name.as_str())).collect();
        tools.sort_by(|(weight, name), (other_weight, other)| {
            other_weight.total_cmp(weight).then(name.cmp(other))
        });
        tools.dedup_by_key(|(_, name)| *name);
        tools.into_iter().take(most).map(|(_, name)| name.to_owned()).collect()
    }
}
