//! The profile as schema.org data. Only what is on the page.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{Bullets, Show};
use crate::addresses;
use crate::filters::plain;
use crate::pages::structured::{known, salary};
use crate::profile::skill::SideBySide;

const CODES: &str = "O*NET-SOC";

impl Show {
    /// A page without an address of its own has none.
    pub(super) fn with_structured_data(mut self) -> Self {
        if self.head.path.is_none() {
            return self;
        }
        let nodes = [self.web_page(), self.occupation()].into_iter().chain(self.faq_page());
        self.head.structured = nodes.chain([self.trail()]).collect();
        self
    }

    fn trail(&self) -> Value {
        let category = self.category.as_ref().map(|one| (one.name.as_str(), addresses::category(&one.slug)));
        let here = (self.profile.title.as_str(), addresses::career(&self.profile.slug));
        let trail: Vec<_> =
            [("Careers", "/careers".into())].into_iter().chain(category).chain([here]).collect();
        let trail: Vec<_> = trail.iter().map(|(name, path): &(_, String)| (*name, path.as_str())).collect();
        self.head.trail(&trail)
    }

    fn web_page(&self) -> Value {
        let head = &self.head;
        known(json!({
            "@type": "WebPage",
            "@id": head.canonical(),
            "url": head.canonical(),
            "name": head.title,
            "description": filled(&head.description),
            "inLanguage": "en",
            "dateModified": self.updated,
            "isPartOf": { "@type": "WebSite", "name": head.site.name, "url": head.absolute("/") },
            "breadcrumb": { "@id": head.part("breadcrumb") },
            "mainEntity": { "@id": head.part("occupation") },
        }))
    }

    fn occupation(&self) -> Value {
        let (head, profile) = (&self.head, &self.profile);
        let pay = profile.headline_pay();
        known(json!({
            "@type": "Occupation",
            "@id": head.part("occupation"),
            "name": profile.title,
            "alternateName": self.names,
            "description": filled(&plain(&profile.summary)),
            "disambiguatingDescription": profile.sample.then_some("Sample content, for illustration"),
            "mainEntityOfPage": { "@id": head.canonical() },
            "estimatedSalary": pay.map(salary::salary),
            "occupationLocation": pay.map(|pay| json!({ "@type": "AdministrativeArea", "name": pay.place })),
            "responsibilities": all(&self.responsibilities),
            "qualifications": all(&self.qualifications),
            "educationRequirements": self.tiles.education,
            "skills": self.skills(),
            "occupationalCategory": profile.onet_code.as_deref().map(category_code),
        }))
    }

    /// The skills on the page that other careers share, most important first.
    fn skills(&self) -> Vec<&str> {
        let open = self.related.iter().flat_map(|other| other.skills.shared.iter().take(SideBySide::OPEN));
        let shown: HashSet<&str> = open.map(|skill| skill.name.as_str()).collect();
        let own = self.profile.skills.iter().filter(|skill| shown.contains(skill.name.as_str()));
        own.map(|skill| skill.name.as_str()).collect()
    }

    fn faq_page(&self) -> Option<Value> {
        let written = self.profile.faqs.iter().map(|faq| question(&faq.question, &plain(&faq.answer)));
        let questions: Vec<Value> = written.chain(self.similar()).collect();
        let page = || {
            json!({
                "@type": "FAQPage",
                "@id": self.head.part("questions"),
                "isPartOf": { "@id": self.head.canonical() },
                "mainEntity": questions,
            })
        };
        (!questions.is_empty()).then(page)
    }

    /// Asked on every page with related careers.
    fn similar(&self) -> Option<Value> {
        let title = &self.profile.title;
        let others: Vec<&str> = self.related.iter().map(|career| career.title.as_str()).collect();
        let asked = format!("What are the most similar professions to {title}?");
        let answer = format!("The most similar professions to {title} are: {}", others.join(", "));
        (!others.is_empty()).then(|| question(&asked, &answer))
    }
}

fn question(name: &str, answer: &str) -> Value {
    let answer = json!({ "@type": "Answer", "text": answer });
    json!({ "@type": "Question", "name": name, "acceptedAnswer": answer })
}

fn category_code(code: &str) -> Value {
    let set = json!({ "@type": "CategoryCodeSet", "name": CODES });
    json!({ "@type": "CategoryCode", "codeValue": code, "inCodeSet": set })
}

/// Collapsed ones included.
fn all(list: &Bullets) -> Vec<&str> {
    list.first.iter().chain(&list.rest).map(String::as_str).collect()
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
