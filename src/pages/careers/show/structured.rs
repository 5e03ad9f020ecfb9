//! The profile as schema.org data, limited to what the page shows.

use std::collections::HashSet;

use super::{Bullets, Show};
use crate::addresses;
use crate::filters::plain;
use crate::pages::structured::{Node, Reference, salary, script};
use crate::profile::skill::SideBySide;

const CODES: &str = "O*NET-SOC";

impl Show {
    /// None for a page without its own URL.
    pub(super) fn structured_data(&self) -> Option<String> {
        let url = self.head.canonical()?;
        let summary = plain(&self.profile.summary);
        let similar = self.similar();
        let nodes = [self.web_page(&url), self.occupation(&url, &summary)].into_iter();
        let nodes: Vec<_> =
            nodes.chain(self.faq_page(&url, similar.as_ref())).chain([self.trail()]).collect();
        Some(script(&nodes))
    }

    fn trail(&self) -> Node<'_> {
        let own = addresses::career(&self.profile.slug);
        let category = self.category.as_ref().map(|one| (one.name.as_str(), addresses::category(&one.slug)));
        let mut trail = vec![("Careers", "/careers")];
        trail.extend(category.as_ref().map(|(name, path)| (*name, path.as_str())));
        trail.push((&self.profile.title, &own));
        self.head.trail(&trail)
    }

    fn web_page<'a>(&'a self, url: &'a str) -> Node<'a> {
        let head = &self.head;
        let site = Node::WebSite { name: &head.site.name, url: head.absolute("/") };
        Node::WebPage {
            id: url.into(),
            url,
            name: &head.title,
            description: filled(&head.description),
            in_language: "en",
            date_modified: self.updated,
            is_part_of: Box::new(site),
            breadcrumb: Reference { id: head.part("breadcrumb") },
            main_entity: Reference { id: head.part("occupation") },
        }
    }

    fn occupation<'a>(&'a self, url: &str, summary: &'a str) -> Node<'a> {
        let profile = &self.profile;
        let pay = profile.headline_pay();
        Node::Occupation {
            id: self.head.part("occupation"),
            name: &profile.title,
            alternate_name: &self.names,
            description: filled(summary),
            disambiguating_description: profile.sample.then_some("Sample content, for illustration"),
            main_entity_of_page: Reference { id: url.into() },
            estimated_salary: pay.map(salary::salary).unwrap_or_default(),
            occupation_location: pay.map(|pay| Box::new(Node::AdministrativeArea { name: &pay.place })),
            responsibilities: all(&self.responsibilities),
            qualifications: all(&self.qualifications),
            education_requirements: profile.education.map(|level| level.label()),
            skills: self.skills(),
            occupational_category: profile.onet_code.as_deref().map(category_code),
        }
    }

    /// The skills that the page shows as shared with related careers, most important first.
    fn skills(&self) -> Vec<&str> {
        let open = self.related.iter().flat_map(|other| other.skills.shared.iter().take(SideBySide::OPEN));
        let shown: HashSet<&str> = open.map(|skill| skill.name.as_str()).collect();
        let own = self.profile.skills.iter().filter(|skill| shown.contains(skill.name.as_str()));
        own.map(|skill| skill.name.as_str()).collect()
    }

    fn faq_page<'a>(&'a self, url: &str, similar: Option<&'a (String, String)>) -> Option<Node<'a>> {
        let written = self.profile.faqs.iter().map(|faq| question(&faq.question, plain(&faq.answer)));
        let similar = similar.map(|(asked, answer)| question(asked, answer.clone()));
        let questions: Vec<_> = written.chain(similar).collect();
        (!questions.is_empty()).then(|| Node::FaqPage {
            id: self.head.part("questions"),
            is_part_of: Reference { id: url.into() },
            main_entity: questions,
        })
    }

    /// The question about similar careers and its answer, on every page that has related careers.
    fn similar(&self) -> Option<(String, String)> {
        let title = &self.profile.title;
        let others: Vec<&str> = self.related.iter().map(|career| career.title.as_str()).collect();
        let asked = format!("What are the most similar professions to {title}?");
        let answer = format!("The most similar professions to {title} are: {}", others.join(", "));
        (!others.is_empty()).then_some((asked, answer))
    }
}

fn question(name: &str, answer: String) -> Node<'_> {
    Node::Question { name, accepted_answer: Box::new(Node::Answer { text: answer }) }
}

fn category_code(code: &str) -> Box<Node<'_>> {
    Box::new(Node::CategoryCode {
        code_value: code,
        in_code_set: Box::new(Node::CategoryCodeSet { name: CODES }),
    })
}

/// Including the collapsed bullets.
fn all(list: &Bullets) -> Vec<&str> {
    list.first.iter().chain(&list.rest).map(String::as_str).collect()
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
