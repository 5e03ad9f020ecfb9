//! How useful it is to know a tool in an occupation.

use std::collections::{HashMap, HashSet};

use super::occupation::Occupation;
use crate::profile::{OnetCode, Tool, ToolKind};

/// Of each kind, in a profile. Some occupations have more than 400.
const MOST: usize = 60;

/// Keeps the most useful tools of every occupation, software before equipment. Of a kind, what is in demand in the
/// occupation comes first, then what is asked for anywhere, and of those what is typical of the field.
pub fn keep_most_useful(occupations: &mut [Occupation]) {
    let weights = ToolWeights::of(occupations);
    let weigh = |occupation: &Occupation| -> Vec<f64> {
        occupation.tools.iter().map(|tool| weights.of_tool(&occupation.code, tool)).collect()
    };
    let weights: Vec<Vec<f64>> = occupations.iter().map(weigh).collect();
    for (occupation, weights) in occupations.iter_mut().zip(weights) {
        let mut weighed: Vec<(f64, Tool)> = weights.into_iter().zip(occupation.tools.drain(..)).collect();
        weighed.sort_by(|(weight, tool), (other_weight, other)| {
            let asked = |tool: &Tool| (tool.kind == ToolKind::Software, tool.in_demand, tool.hot);
            let by_use = asked(other).cmp(&asked(tool)).then(other_weight.total_cmp(weight));
            by_use.then_with(|| tool.name.cmp(&other.name))
        });
        let mut seen = HashSet::new();
        let mut tools: Vec<Tool> = weighed.into_iter().map(|(_, tool)| tool).collect();
        tools.retain(|tool| seen.insert(tool.name.to_lowercase()));
        let mut equipment = tools.split_off(tools.partition_point(|tool| tool.kind == ToolKind::Software));
        tools.truncate(MOST);
        equipment.truncate(MOST);
        tools.extend(equipment);
        occupation.tools = tools;
    }
}

/// How typical a tool is of a field: its frequency in a major group, weighted down if all fields use it. This sorts a
/// list of hundreds, alphabetical in the files, from what is specific to the field down to the office suite.
#[derive(Debug, Default)]
struct ToolWeights<'a> {
    in_group: HashMap<Key<'a>, usize>,
    in_all: HashMap<(&'a str, bool), usize>,
    occupations: usize,
}

/// Major group, name, and whether to count only occupations in which the tool is in demand. Tools in demand are weighted
/// by those: Python is used nearly everywhere, but in demand in few fields.
type Key<'a> = (&'a str, &'a str, bool);

impl<'a> ToolWeights<'a> {
    fn of(occupations: &'a [Occupation]) -> Self {
        let mut weights = Self { occupations: occupations.len(), ..Self::default() };
        for Occupation { code, tools, .. } in occupations {
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
}
