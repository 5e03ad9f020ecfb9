//! The part of the schema.org vocabulary that pages use. Unknown and empty properties are left out.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Number;

/// A node, with its type as `@type`.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
pub enum Node<'a> {
    WebPage {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        in_language: &'static str,
        date_modified: NaiveDate,
        is_part_of: Box<Node<'a>>,
        breadcrumb: Reference,
        main_entity: Reference,
    },
    WebSite {
        name: &'a str,
        url: String,
    },
    BreadcrumbList {
        #[serde(rename = "@id")]
        id: String,
        item_list_element: Vec<Node<'a>>,
    },
    ListItem {
        /// From 1.
        position: usize,
        name: &'a str,
        item: Reference,
    },
    Occupation {
        #[serde(rename = "@id")]
        id: String,
        name: &'a str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        alternate_name: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        disambiguating_description: Option<&'static str>,
        main_entity_of_page: Reference,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        estimated_salary: Vec<Node<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        occupation_location: Option<Box<Node<'a>>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        responsibilities: Vec<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        qualifications: Vec<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        education_requirements: Option<&'static str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        skills: Vec<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        occupational_category: Option<Box<Node<'a>>>,
    },
    AdministrativeArea {
        name: &'a str,
    },
    CategoryCode {
        code_value: &'a str,
        in_code_set: Box<Node<'a>>,
    },
    CategoryCodeSet {
        name: &'static str,
    },
    MonetaryAmountDistribution {
        name: &'static str,
        currency: &'static str,
        duration: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        median: Option<Number>,
        #[serde(skip_serializing_if = "Option::is_none")]
        percentile10: Option<Number>,
        #[serde(skip_serializing_if = "Option::is_none")]
        percentile25: Option<Number>,
        #[serde(skip_serializing_if = "Option::is_none")]
        percentile75: Option<Number>,
        #[serde(skip_serializing_if = "Option::is_none")]
        percentile90: Option<Number>,
    },
    MonetaryAmount {
        name: &'static str,
        currency: &'static str,
        value: Box<Node<'a>>,
    },
    QuantitativeValue {
        value: Number,
        unit_text: &'static str,
    },
    #[serde(rename = "FAQPage")]
    FaqPage {
        #[serde(rename = "@id")]
        id: String,
        is_part_of: Reference,
        main_entity: Vec<Node<'a>>,
    },
    Question {
        name: &'a str,
        accepted_answer: Box<Node<'a>>,
    },
    Answer {
        text: String,
    },
}

/// Refers to a node that is described elsewhere.
#[derive(Debug, PartialEq, Serialize)]
pub struct Reference {
    #[serde(rename = "@id")]
    pub id: String,
}
