//! The category form.

use super::field::{ContentForm, FieldKind, FormField, add_problems};
use super::{FieldErrors, Typed};
use crate::models::user::Role;
use crate::profile::{Category, Slug};

impl ContentForm for Category {
    fn fields(_: Role, is_new: bool) -> Vec<FormField> {
        let name = FormField::new("name", "Name", FieldKind::Line)
            .hint("Searching for it also finds the careers in the category");
        std::iter::once(name).chain(is_new.then(slug)).collect()
    }

    fn typed(&self) -> Typed {
        Typed::default().with("name", &self.name).with("slug", self.slug.as_str())
    }

    fn read(typed: &Typed, _: Role, before: Option<&Self>) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let name = typed.get("name").to_owned();
        let slug = fixed_slug(typed, before.map(|before| &before.slug), &mut wrong);
        let category = Self { slug, name };
        add_problems(&mut wrong, category.problems());
        wrong.or(category)
    }
}

pub(super) fn slug() -> FormField {
    FormField::new("slug", "Slug", FieldKind::Line)
        .optional()
        .hint("Identifies it in web addresses and imports: a-z, 0-9 and hyphens. Leave blank to make it from the name. It can’t be changed later.")
}

/// The stored slug, or else the typed one, or else one made from the name.
pub(super) fn fixed_slug(typed: &Typed, before: Option<&Slug>, wrong: &mut FieldErrors) -> Slug {
    let made = || Slug::suggest(typed.get("name"));
    before.cloned().or_else(|| typed.parse("slug", wrong)).unwrap_or_else(made)
}
