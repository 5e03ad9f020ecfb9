//! The fonts: the bundled Noto Sans, and the system's for missing glyphs.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style};
use resvg::usvg::{FontResolver, Options};
use skrifa::{FontRef, MetadataProvider};
use unicode_segmentation::UnicodeSegmentation;

pub const FAMILY: &str = "Noto Sans";

/// Emoji start about here.
const EMOJI: char = '\u{1f000}';

/// Loaded once: scanning the system's fonts takes a while.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

struct Fonts {
    database: Arc<Database>,
    /// All faces, best match for the family first.
    faces: Vec<(ID, u16)>,
    /// A cache by letter and weight.
    found: Mutex<HashMap<(char, u16), Option<ID>>>,
}

/// SVG options with these fonts and no file access.
pub fn options() -> Options<'static> {
    let select_font = FontResolver::default_font_selector();
    let select_fallback = Box::new(|letter: char, used: &[ID], database: &mut Arc<Database>| {
        let weight = used.first().and_then(|id| database.face(*id)).map_or(400, |face| face.weight.0);
        FONTS.face_for(letter, weight).filter(|id| !used.contains(id))
    });
    Options {
        font_family: FAMILY.into(),
        font_resolver: FontResolver { select_font, select_fallback },
        fontdb: FONTS.database.clone(),
        ..Options::default()
    }
}

/// Whether any font has the letter, or it needs no glyph.
pub fn has(letter: char) -> bool {
    let joins =
        matches!(letter, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}');
    letter.is_whitespace() || joins || FONTS.face_for(letter, 700).is_some()
}

/// Part of a text whose glyphs all come from one font family.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    pub family: String,
    pub text: String,
}

/// Splits a line into runs of one family. On its own, the SVG renderer looks for one family that covers the whole line,
/// and fails where letters form ligatures.
pub fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sign in line.graphemes(true) {
        let family = sign.chars().find_map(|letter| FONTS.family_of(letter));
        match (runs.last_mut(), family) {
            (Some(run), None) => run.text.push_str(sign),
            (Some(run), Some(family)) if run.family == family => run.text.push_str(sign),
            (_, family) => {
                runs.push(Run { family: family.unwrap_or_else(|| FAMILY.into()), text: sign.into() });
            }
        }
    }
    runs
}

impl Fonts {
    /// None for characters that only join others.
    fn family_of(&self, letter: char) -> Option<String> {
        let face = self.database.face(self.face_for(letter, 700)?)?;
        face.families.first().map(|(name, _)| name.clone())
    }

    fn load() -> Self {
        let mut database = Database::new();
        for font in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
            database.load_font_data(font.to_vec());
        }
        let own: Vec<ID> = database.faces().map(|face| face.id).collect();
        database.load_system_fonts();
        let mut faces: Vec<&FaceInfo> = database.faces().collect();
        faces.sort_by_cached_key(|face| {
            let name = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
            let is_plain = face.style == Style::Normal && face.stretch == Stretch::Normal;
            (!own.contains(&face.id), !is_plain, !name.contains("Noto Sans"), !name.contains("Sans"), name)
        });
        let faces = faces.into_iter().map(|face| (face.id, face.weight.0)).collect();
        Self { database: Arc::new(database), faces, found: Mutex::default() }
    }

    /// The best face that has the letter, in this weight if there is one.
    fn face_for(&self, letter: char, weight: u16) -> Option<ID> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        *found.entry((letter, weight)).or_insert_with(|| self.look_for(letter, weight))
    }

    fn look_for(&self, letter: char, weight: u16) -> Option<ID> {
        let is_emoji = |id: ID| {
            let name = self.database.face(id).and_then(|face| face.families.first());
            name.is_some_and(|(name, _)| name.contains("Emoji"))
        };
        let all = || self.faces.iter();
        let emoji = all().filter(|(id, _)| letter >= EMOJI && is_emoji(*id));
        let right = all().filter(|(_, own)| *own == weight);
        emoji.chain(right).chain(all()).map(|(id, _)| *id).find(|id| self.has(*id, letter))
    }

    fn has(&self, face: ID, letter: char) -> bool {
        let has = self.database.with_face_data(face, |data, index| {
            FontRef::from_index(data, index).is_ok_and(|font| font.charmap().map(letter).is_some())
        });
        has.unwrap_or(false)
    }
}
