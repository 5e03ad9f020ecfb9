//! The logos of a bundle: pictures in Base64, by fingerprint.

use std::collections::{HashMap, HashSet};

use data_encoding::BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bundle, BundledCareer};
use crate::db::Conn;
use crate::import::ImportError;
use crate::models::logo;
use crate::profile::logo::{Logo, Wrong};

/// An employer's logo.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundledLogo {
    /// The name by which insights in this bundle refer to it.
    pub fingerprint: String,
    /// A PNG, JPEG or WebP picture in Base64.
    pub picture: String,
}

impl From<Logo> for BundledLogo {
    fn from(logo: Logo) -> Self {
        Self { picture: BASE64.encode(&logo.png), fingerprint: logo.fingerprint }
    }
}

/// Logos that aren't pictures, and logos that insights refer to but the bundle lacks.
pub(super) fn problems(bundle: &Bundle) -> Vec<String> {
    let unread = bundle.logos.iter().filter_map(|logo| {
        let wrong = read_logo(logo).err()?;
        Some(format!("logo {}: {wrong}", logo.fingerprint))
    });
    let known: HashSet<&str> = bundle.logos.iter().map(|logo| &*logo.fingerprint).collect();
    let of_career = |career: &BundledCareer| -> Vec<String> {
        let BundledCareer { insights, profile, .. } = career;
        let named = insights.iter().filter_map(|insight| insight.logo.as_deref());
        let missing = named.filter(|logo| !known.contains(logo));
        missing.map(|logo| format!("{}: the bundle has no logo “{logo}”", profile.slug)).collect()
    };
    unread.chain(bundle.careers.iter().flat_map(of_career)).collect()
}

fn read_logo(logo: &BundledLogo) -> Result<Logo, Wrong> {
    let bytes = BASE64.decode(logo.picture.as_bytes()).map_err(|_| Wrong::Damaged)?;
    Logo::read(&bytes)
}

/// Stores the logos and updates the insights' fingerprints: this version may encode the same picture differently.
pub(super) fn store(conn: &mut Conn, bundle: &mut Bundle) -> Result<(), ImportError> {
    let mut names = HashMap::new();
    for bundled in std::mem::take(&mut bundle.logos) {
        let wrong = |wrong| ImportError::Content(vec![format!("logo {}: {wrong}", bundled.fingerprint)]);
        let logo = read_logo(&bundled).map_err(wrong)?;
        logo::store(conn, &logo)?;
        names.insert(bundled.fingerprint, logo.fingerprint);
    }
    for insight in bundle.careers.iter_mut().flat_map(|career| &mut career.insights) {
        insight.logo = insight.logo.take().and_then(|logo| names.get(&logo).cloned());
    }
    Ok(())
}
