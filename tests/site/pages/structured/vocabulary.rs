//! The part of schema.org that the site uses: types with their parents, and properties with the types of their values.
//! Copied from schema.org 29.

use std::collections::HashMap;
use std::slice;

use serde_json::Value;

/// The name of a type, its parent, and its own properties with the types of their values.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

#[rustfmt::skip] // one line per property
const TYPES: [Row; 24] = [
    ("Thing", "", &[
        ("name", &["Text"]),
        ("alternateName", &["Text"]),
        ("description", &["Text"]),
        ("disambiguatingDescription", &["Text"]),
        ("url", &["URL"]),
        ("mainEntityOfPage", &["CreativeWork", "URL"]),
    ]),
    ("CreativeWork", "Thing", &[
        ("dateModified", &["Date", "DateTime"]),
        ("inLanguage", &["Language", "Text"]),
        ("isPartOf", &["CreativeWork", "URL"]),
        ("mainEntity", &["Thing"]),
        ("text", &["Text"]),
    ]),
    ("WebSite", "CreativeWork", &[]),
    ("WebPage", "CreativeWork", &[("breadcrumb", &["BreadcrumbList", "Text"])]),
    ("FAQPage", "WebPage", &[]),
    ("Comment", "CreativeWork", &[]),
    ("Question", "Comment", &[("acceptedAnswer", &["Answer", "ItemList"])]),
    ("Answer", "Comment", &[]),
    ("Intangible", "Thing", &[]),
    ("ItemList", "Intangible", &[("itemListElement", &["ListItem", "Text", "Thing"])]),
    ("BreadcrumbList", "ItemList", &[]),
    ("ListItem", "Intangible", &[("item", &["Thing"]), ("position", &["Integer", "Text"])]),
    ("Occupation", "Intangible", &[
        ("educationRequirements", &["EducationalOccupationalCredential", "Text"]),
        ("estimatedSalary", &["MonetaryAmount", "MonetaryAmountDistribution", "Number"]),
        ("occupationLocation", &["AdministrativeArea"]),
        ("occupationalCategory", &["CategoryCode", "Text"]),
        ("qualifications", &["EducationalOccupationalCredential", "Text"]),
        ("responsibilities", &["Text"]),
        ("skills", &["DefinedTerm", "Text"]),
    ]),
    ("StructuredValue", "Intangible", &[]),
    ("QuantitativeValueDistribution", "StructuredValue", &[
        ("duration", &["Duration"]),
        ("median", &["Number"]),
        ("percentile10", &["Number"]),
        ("percentile25", &["Number"]),
        ("percentile75", &["Number"]),
        ("percentile90", &["Number"]),
    ]),
    ("MonetaryAmountDistribution", "QuantitativeValueDistribution", &[("currency", &["Text"])]),
    ("MonetaryAmount", "StructuredValue", &[
        ("currency", &["Text"]),
        ("value", &["Boolean", "Number", "StructuredValue", "Text"]),
    ]),
    ("QuantitativeValue", "StructuredValue", &[
        ("unitText", &["Text"]),
        ("value", &["Boolean", "Number", "StructuredValue", "Text"]),
    ]),
    ("Place", "Thing", &[]),
    ("AdministrativeArea", "Place", &[]),
    ("DefinedTerm", "Intangible", &[]),
    ("CategoryCode", "DefinedTerm", &[("codeValue", &["Text"]), ("inCodeSet", &["CategoryCodeSet", "URL"])]),
    ("DefinedTermSet", "CreativeWork", &[]),
    ("CategoryCodeSet", "DefinedTermSet", &[]),
];

/// Everything in a document that violates the vocabulary.
pub fn problems(document: &Value) -> Vec<String> {
    let mut check = Check::default();
    let graph = document["@graph"].as_array().map_or(&[][..], Vec::as_slice);
    if document["@context"] != "https://schema.org" || graph.is_empty() {
        check.problems.push(format!("not a schema.org graph: {document}"));
    }
    for node in graph {
        let id = text(node, "@id");
        if !id.starts_with("https://") || check.kinds.insert(id, text(node, "@type")).is_some() {
            check.problems.push(format!("a node without a unique address: “{id}”"));
        }
    }
    graph.iter().for_each(|node| check.node(node));
    check.problems
}

/// The values of a property with one or many.
pub fn values(value: &Value) -> &[Value] {
    value.as_array().map_or(slice::from_ref(value), Vec::as_slice)
}

fn text<'a>(node: &'a Value, name: &str) -> &'a str {
    node[name].as_str().unwrap_or_default()
}

#[derive(Default)]
struct Check<'a> {
    /// The types of the nodes by address.
    kinds: HashMap<&'a str, &'a str>,
    problems: Vec<String>,
}

impl Check<'_> {
    fn node(&mut self, node: &Value) {
        let kind = text(node, "@type");
        for (name, value) in node.as_object().into_iter().flatten() {
            if name == "@type" || name == "@id" {
                continue;
            }
            let Some(expected) = property(kind, name) else {
                self.problems.push(format!("{kind} has no {name}"));
                continue;
            };
            let values = values(value);
            if values.is_empty() {
                self.problems.push(format!("{kind}.{name} is an empty list"));
            }
            for value in values {
                if !expected.iter().any(|expected| self.is(value, expected)) {
                    self.problems.push(format!("{kind}.{name} isn’t one of {expected:?}: {value}"));
                }
                if value.get("@type").is_some() {
                    self.node(value);
                }
            }
        }
    }

    fn is(&self, value: &Value, expected: &str) -> bool {
        match value {
            Value::String(text) => is_text(text, expected),
            Value::Number(number) => match expected {
                "Integer" => number.is_u64(),
                expected => expected == "Number" && number.as_f64().is_some_and(|number| number >= 0.0),
            },
            Value::Object(node) => {
                let own = node.get("@type").and_then(Value::as_str);
                // A node on another page is at least a thing.
                let kind = own.or(self.kinds.get(text(value, "@id")).copied()).unwrap_or("Thing");
                ancestors(kind).any(|kind| kind == expected)
            }
            _ => false,
        }
    }
}

fn is_text(text: &str, expected: &str) -> bool {
    match expected {
        "Text" => !text.trim().is_empty(),
        "URL" => text.starts_with("https://careers.example/"),
        "Date" => text.parse::<chrono::NaiveDate>().is_ok(),
        "Duration" => ["PT1H", "P1D", "P1W", "P1M", "P1Y"].contains(&text),
        _ => false,
    }
}

fn row(kind: &str) -> Option<&'static Row> {
    TYPES.iter().find(|(name, ..)| *name == kind)
}

/// A type and its ancestors.
fn ancestors(kind: &str) -> impl Iterator<Item = &'static str> {
    std::iter::successors(row(kind), |(_, parent, _)| row(parent)).map(|(name, ..)| *name)
}

/// The types of values that a property of a type may have, whether its own or inherited.
fn property(kind: &str, name: &str) -> Option<&'static [&'static str]> {
    let mut properties = ancestors(kind).filter_map(row).flat_map(|(.., properties)| properties.iter());
    properties.find(|(property, _)| *property == name).map(|(_, expected)| *expected)
}

#[test]
fn invalid_structured_data_is_found() {
    let document = |node: Value| serde_json::json!({ "@context": "https://schema.org", "@graph": [node] });
    let occupation =
        serde_json::json!({ "@type": "Occupation", "@id": "https://a.example/", "name": "Clerk" });
    assert_eq!(problems(&document(occupation.clone())), [""; 0]);
    let wrong = [
        ("colour", "red".into()),
        ("estimatedSalary", "much".into()),
        ("occupationLocation", "Ohio".into()),
        ("skills", Value::Array(Vec::new())),
        ("estimatedSalary", serde_json::json!({ "@type": "MonetaryAmountDistribution", "percentile50": 1 })),
        ("mainEntityOfPage", serde_json::json!({ "@id": "https://a.example/" })),
    ];
    for (name, value) in wrong {
        let mut node = occupation.clone();
        node[name] = value;
        assert_eq!(problems(&document(node)).len(), 1, "{name}");
    }
}
