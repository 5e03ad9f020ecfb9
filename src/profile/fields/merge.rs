//! Merges what an import knows about a career into its profile, and leaves alone what a person has edited.

use std::collections::BTreeSet;

use super::{Field, differing};
use crate::profile::{Citation, Group, Profile};

impl Field {
    /// Whether an import may fill it in. Only people fill in the others.
    pub fn is_imported(self) -> bool {
        let by_people =
            [Self::Slug, Self::Sample, Self::WorkLifeBalance, Self::CareerOpportunity, Self::Faqs];
        !by_people.contains(&self)
    }

    /// Copies its value from one profile to another.
    pub fn take(self, to: &mut Profile, from: &Profile) {
        (self.entry().take)(to, from);
    }
}

/// The fields that have a value.
pub fn filled(profile: &Profile) -> BTreeSet<Field> {
    differing(&Profile::default(), profile).map(|(field, ..)| field).collect()
}

/// The stored profile with the fields that an import knows, except those that a person has edited.
pub fn merge(stored: &Profile, incoming: &Profile, known: &BTreeSet<Field>) -> Profile {
    let mut merged = stored.clone();
    for field in known.difference(&stored.edited) {
        field.take(&mut merged, incoming);
    }
    merged.citations = citations(stored, incoming, known);
    merged
}

/// The incoming citations, except of groups that keep their stored ones: groups with an edited field or without any
/// that the import knows, and if a person has edited the citations, every group that is cited.
fn citations(stored: &Profile, incoming: &Profile, known: &BTreeSet<Field>) -> Vec<Citation> {
    let of = |profile: &Profile, group: Group| -> Vec<Citation> {
        profile.citations.iter().filter(|citation| citation.group == group).cloned().collect()
    };
    let merged = |group: Group| {
        let ours = of(stored, group);
        let fields = group.fields();
        let is_kept = (stored.edited.contains(&Field::Citations) && !ours.is_empty())
            || fields.iter().any(|field| stored.edited.contains(field))
            || !fields.iter().any(|field| known.contains(field));
        if is_kept { ours } else { of(incoming, group) }
    };
    let mut seen = BTreeSet::new();
    let groups = incoming.citations.iter().chain(&stored.citations).map(|citation| citation.group);
    groups.filter(|group| seen.insert(*group)).flat_map(merged).collect()
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::forms::profile::tests::samples::full;
    use crate::profile::Slug;

    #[test]
    fn taking_every_field_copies_a_profile() {
        let from = full();
        let mut to = Profile::default();
        for field in Field::VARIANTS {
            field.take(&mut to, &from);
            assert_eq!(field.text(&to), field.text(&from), "{field:?}");
        }
        to.edited = from.edited.clone();
        assert_eq!(to, from);
    }

    fn cited(groups: &[(Group, &str)]) -> Vec<Citation> {
        let cite = |(group, source): &(Group, &str)| Citation {
            group: *group,
            source: Slug::suggest(source),
            as_of: "2026-01-01".parse().unwrap(),
            respondents: None,
        };
        groups.iter().map(cite).collect()
    }

    #[test]
    fn edited_fields_keep_their_values_and_citations() {
        let mut stored = Profile::new("Cook");
        stored.summary = "Ours.".into();
        stored.responsibilities = vec!["Old".into()];
        stored.work_life_balance = Some(4.0);
        stored.citations =
            cited(&[(Group::Text, "desk"), (Group::Ratings, "survey"), (Group::Skills, "old")]);
        let mut incoming = Profile::new("Cook");
        incoming.summary = "Theirs.".into();
        incoming.responsibilities = vec!["New".into()];
        incoming.citations = cited(&[(Group::Text, "new"), (Group::Tools, "new"), (Group::Skills, "new")]);
        let known: BTreeSet<Field> =
            Field::VARIANTS.iter().copied().filter(|field| field.is_imported()).collect();

        stored.edited = [Field::Summary].into();
        let merged = merge(&stored, &incoming, &known);
        assert_eq!(
            (merged.summary.as_str(), &merged.responsibilities),
            ("Ours.", &incoming.responsibilities)
        );
        assert_eq!(merged.work_life_balance, Some(4.0), "no import knows it");
        let tools_and_skills = [(Group::Tools, "new"), (Group::Skills, "new"), (Group::Ratings, "survey")];
        assert_eq!(merged.citations, cited(&[&[(Group::Text, "desk")], &tools_and_skills[..]].concat()));
        assert_eq!(merge(&merged, &incoming, &known), merged, "a second time changes nothing");

        stored.edited = [Field::Citations].into();
        let merged = merge(&stored, &incoming, &known);
        assert_eq!(merged.summary, "Theirs.");
        let tools = [(Group::Text, "desk"), (Group::Tools, "new"), (Group::Skills, "old")];
        assert_eq!(merged.citations, cited(&[&tools[..], &[(Group::Ratings, "survey")]].concat()));
    }

    #[test]
    fn an_import_of_one_field_changes_nothing_else() {
        let stored = full();
        let merged = merge(&stored, &Profile::new("Cook"), &[Field::Outlook].into());
        assert_eq!(merged, Profile { outlook: Vec::new(), ..stored });
    }
}
