//! What comparisons of careers count: skills, and tools as skills of their own kind.

use std::collections::HashSet;

use super::{Profile, Slug, Tool, ToolKind, words};

words! {
    /// Tools only count in comparisons: they have no pages and aren't listed among skills.
    pub enum ComparableKind {
        Skill,
        Tool,
    }
}

/// A skill or tool that a career asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable<'a> {
    pub slug: Slug,
    pub name: &'a str,
    pub kind: ComparableKind,
    /// Above 0 and at most 1.
    pub importance: f64,
}

impl Profile {
    /// Everything that the career asks for, without duplicates: skills, then tools.
    pub fn comparable(&self) -> Vec<Comparable<'_>> {
        self.with_tools(self.tools.iter())
    }

    /// What the index keeps: the skills, and the most useful tools of each kind.
    pub fn indexed(&self) -> Vec<Comparable<'_>> {
        let leading = |kind| self.tools.iter().filter(move |tool| tool.kind == kind).take(most(kind));
        self.with_tools(leading(ToolKind::Software).chain(leading(ToolKind::Equipment)))
    }

    fn with_tools<'a>(&'a self, tools: impl Iterator<Item = &'a Tool>) -> Vec<Comparable<'a>> {
        let skills = self.skills.iter().map(|skill| Comparable {
            slug: skill.slug(),
            name: &skill.name,
            kind: ComparableKind::Skill,
            importance: skill.importance,
        });
        let tools = tools.map(|tool| Comparable {
            slug: Slug::suggest(&tool.name),
            name: &tool.name,
            kind: ComparableKind::Tool,
            importance: importance(tool),
        });
        let mut seen = HashSet::new();
        skills.chain(tools).filter(|one| seen.insert(one.slug.clone())).collect()
    }
}

/// How many tools of a kind others are compared with. Lists of tools differ in length far more than those of skills, up
/// to 426 in O\*NET 29.3, and a long list would outweigh the skills.
fn most(kind: ToolKind) -> usize {
    match kind {
        ToolKind::Software => 15,
        ToolKind::Equipment => 10,
    }
}

/// Sources don't rate tools, so these are set: at most that of a skill rated "important". With them, O\*NET's own
/// related careers are found best (see [`super::skill::Rarity`]).
fn importance(tool: &Tool) -> f64 {
    match (tool.in_demand, tool.hot) {
        (true, _) => 0.5,
        (false, true) => 0.25,
        (false, false) => 0.1,
    }
}
