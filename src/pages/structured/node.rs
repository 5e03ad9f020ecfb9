//! Nodes of schema.org data. Their properties keep the order in which they were added.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A node, with its type as `@type`.
#[derive(Debug, PartialEq)]
pub struct Node(Vec<(&'static str, Property)>);

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Property {
    Plain(Value),
    Node(Node),
    Nodes(Vec<Node>),
}

impl Node {
    pub fn new(kind: &'static str) -> Self {
        Self(Vec::new()).with("@type", kind)
    }

    /// Left out if it is null or an empty list.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if !value.is_null() && value != Value::Array(Vec::new()) {
            self.0.push((name, Property::Plain(value)));
        }
        self
    }

    pub fn with_node(mut self, name: &'static str, node: impl Into<Option<Self>>) -> Self {
        self.0.extend(node.into().map(|node| (name, Property::Node(node))));
        self
    }

    /// Left out if there are none.
    pub fn with_nodes(mut self, name: &'static str, nodes: Vec<Self>) -> Self {
        if !nodes.is_empty() {
            self.0.push((name, Property::Nodes(nodes)));
        }
        self
    }

    /// Refers to a node that is described elsewhere.
    pub fn with_reference(self, name: &'static str, id: &str) -> Self {
        self.with_node(name, Self(Vec::new()).with("@id", id))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
