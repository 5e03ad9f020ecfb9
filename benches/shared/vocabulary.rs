//! The words in the names of generated careers.

use std::collections::HashSet;

use super::random::{Random, Zipf};

/// About the number of words in a hundred thousand real names.
const WORDS: usize = 25_000;

/// The commonest words are real, so that realistic searches match.
const COMMONEST: [&str; 40] = [
    "Manager",
    "Technician",
    "Operator",
    "Worker",
    "Engineer",
    "Specialist",
    "Assistant",
    "Supervisor",
    "Analyst",
    "Machine",
    "Teacher",
    "Coordinator",
    "Director",
    "Inspector",
    "Sales",
    "Nurse",
    "Service",
    "Equipment",
    "Health",
    "Maintenance",
    "Systems",
    "Clerk",
    "Mechanic",
    "Representative",
    "Production",
    "Control",
    "Quality",
    "Data",
    "Consultant",
    "Electrical",
    "Medical",
    "Developer",
    "Safety",
    "Designer",
    "Software",
    "Research",
    "Support",
    "Planning",
    "Training",
    "Accountant",
];

const STARTS: [&str; 48] = [
    "a", "b", "br", "c", "ch", "cl", "cr", "d", "dr", "e", "f", "fl", "fr", "g", "gl", "gr", "h", "i", "j",
    "k", "l", "m", "n", "o", "p", "ph", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sm", "sp", "st",
    "str", "sw", "t", "th", "tr", "u", "v", "w", "wh", "y", "z",
];
const VOWELS: [&str; 10] = ["a", "e", "i", "o", "u", "ea", "io", "ou", "ai", "ee"];
const MIDDLES: [&str; 24] = [
    "b", "c", "ct", "d", "g", "l", "ll", "m", "mp", "n", "nd", "nt", "p", "r", "rm", "rt", "s", "ss", "st",
    "t", "tr", "v", "x", "ck",
];
/// The names of trades have the same endings, which makes typing errors hard to look up.
const ENDS: [&str; 16] =
    ["er", "er", "er", "or", "ist", "ian", "ing", "ing", "ic", "al", "ant", "ment", "y", "s", "e", ""];

/// Commonest word first.
pub struct Vocabulary {
    words: Vec<String>,
    use_of: Zipf,
}

impl Vocabulary {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, u64::MAX);
        let mut words: Vec<String> = COMMONEST.map(String::from).into();
        let mut seen: HashSet<String> = words.iter().cloned().collect();
        while words.len() < WORDS {
            let word = make(&mut random);
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        Self { use_of: Zipf::of(words.len()), words }
    }

    /// Draws common words more often.
    pub fn draw(&self, random: &mut Random) -> &str {
        &self.words[self.use_of.draw(random)]
    }

    pub fn phrase(&self, random: &mut Random, count: usize) -> String {
        (0..count).map(|_| self.draw(random)).collect::<Vec<_>>().join(" ")
    }
}

/// A word of two to four syllables that looks English.
fn make(random: &mut Random) -> String {
    let mut word = String::from(*random.pick(&STARTS));
    for _ in 0..random.between(1, 3) {
        word.push_str(random.pick::<&str>(&VOWELS));
        word.push_str(random.pick::<&str>(&MIDDLES));
    }
    word.push_str(random.pick::<&str>(&ENDS));
    word[..1].to_uppercase() + &word[1..]
}
