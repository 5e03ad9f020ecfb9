use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Money, Slug};

/// A step of a career path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathStep {
    /// Its title.
    pub title: String,
    /// The slug of the step's career; this profile's own slug for the step that is this career.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub career: Option<Slug>,
    /// Its pay, for a step without a career; a step with one shows that career's pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<Money>,
    /// Whether it was derived from data about the two careers, not observed.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub suggested: bool,
}
