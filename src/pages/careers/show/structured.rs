//! The profile as schema.org data, limited to what the page shows.

use super::Show;
use crate::addresses;
use crate::filters::plain;
use crate::pages::structured::{Node, salary, script};

const CODES: &str = "O*NET-SOC";

impl Show {
    /// None for a page without its own URL.
    pub(super) fn structured_data(&self) -> Option<String> {
        let url = self.head.canonical()?;
        let nodes = [self.web_page(&url), self.occupation(&url)].into_iter();
        let nodes: Vec<Node> = nodes.chain(self.faq_page(&url)).chain([self.trail()]).collect();
        Some(script(&nodes))
    }

    fn trail(&self) -> Node {
        let own = addresses::career(&self.content.profile.slug);
        let category = self.category.as_ref().map(|(slug, name)| (name, addresses::category(slug)));
        let mut trail = vec![("Careers", "/careers")];
        trail.extend(category.as_ref().map(|(name, path)| (name.as_str(), path.as_str())));
        trail.push((&self.content.profile.title, &own));
        self.head.trail(&trail)
    }

    fn web_page(&self, url: &str) -> Node {
        let head = &self.head;
        let site = Node::new("WebSite").with("name", &*head.site.name).with("url", head.absolute("/"));
        Node::new("WebPage")
            .with("@id", url)
            .with("url", url)
            .with("name", &*head.title)
            .with("description", filled(&head.description))
            .with("inLanguage", "en")
            .with("dateModified", self.content.updated.to_string())
            .with_node("isPartOf", site)
            .with_reference("breadcrumb", &head.part("breadcrumb"))
            .with_reference("mainEntity", &head.part("occupation"))
    }

    fn occupation(&self, url: &str) -> Node {
        let profile = &self.content.profile;
        let pay = profile.headline_pay();
        let place = pay.map(|pay| Node::new("AdministrativeArea").with("name", &*pay.place));
        let onet = profile.onet_code.as_deref().map(|code| {
            let codes = Node::new("CategoryCodeSet").with("name", CODES);
            Node::new("CategoryCode").with("codeValue", code).with_node("inCodeSet", codes)
        });
        // The profile doesn't say which classification another code is of.
        let other = profile.code.as_deref().map(|code| Node::new("CategoryCode").with("codeValue", code));
        let code = onet.or(other);
        Node::new("Occupation")
            .with("@id", self.head.part("occupation"))
            .with("name", &*profile.title)
            .with("alternateName", &*self.names)
            .with("description", filled(&plain(&profile.summary)))
            .with("disambiguatingDescription", profile.sample.then_some("Sample content, for illustration"))
            .with_reference("mainEntityOfPage", url)
            .with_nodes("estimatedSalary", pay.map(salary::salary).unwrap_or_default())
            .with_node("occupationLocation", place)
            .with("responsibilities", &*profile.responsibilities)
            .with("qualifications", &*profile.qualifications)
            .with("educationRequirements", profile.education.map(|level| level.label()))
            .with("skills", profile.skills.iter().map(|skill| &*skill.name).collect::<Vec<_>>())
            .with_node("occupationalCategory", code)
    }

    fn faq_page(&self, url: &str) -> Option<Node> {
        let written = self.content.profile.faqs.iter();
        let written = written.map(|faq| question(&faq.question, plain(&faq.answer)));
        let questions: Vec<Node> = written.chain(self.similar()).collect();
        (!questions.is_empty()).then(|| {
            Node::new("FAQPage")
                .with("@id", self.head.part("questions"))
                .with_reference("isPartOf", url)
                .with_nodes("mainEntity", questions)
        })
    }

    /// The question about similar careers and its answer, on every page that has related careers.
    fn similar(&self) -> Option<Node> {
        let title = self.content.profile.spoken();
        let others: Vec<&str> = self.related.iter().map(|career| career.card.title.as_str()).collect();
        let asked = format!("What are the most similar professions to {title}?");
        let answer = format!("The most similar professions to {title} are: {}", others.join(", "));
        (!others.is_empty()).then(|| question(&asked, answer))
    }
}

fn question(name: &str, answer: String) -> Node {
    let answer = Node::new("Answer").with("text", answer);
    Node::new("Question").with("name", name).with_node("acceptedAnswer", answer)
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
