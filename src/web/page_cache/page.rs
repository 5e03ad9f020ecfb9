//! A cached page and its encodings.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use actix_web::http::header::{self, Header, HeaderMap, HeaderName, HeaderValue, HttpDate, IfModifiedSince};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use xxhash_rust::xxh3::xxh3_128;

use crate::coding::{Coding, Effort, is_text};
use crate::site::Site;
use crate::web::encoding::quick;
use crate::web::headers::security;

/// Shared caches keep a page for a few seconds; browsers always revalidate, so that editors see what they have just
/// published.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=5");
/// For CDNs (RFC 9213), which may send a stale page while they revalidate.
const CDN_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("max-age=5, stale-while-revalidate=60");
/// For a stale page.
const OLD_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=1");
const OLD_CDN_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("max-age=1");
/// `Cache-Status`, RFC 9211.
const OLD_STATUS: HeaderValue = HeaderValue::from_static("metier; hit; detail=stale");
/// The approximate size of an entry without its body, in bytes.
const OVERHEAD: usize = 2_048;

/// Clones share their bytes.
#[derive(Clone)]
pub(super) struct CachedContent {
    /// A hash of the bytes; the ETag of each encoding begins with it.
    fingerprint: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// When it was first rendered, in whole seconds as in HTTP.
    made_at: HttpDate,
    last_modified: HeaderValue,
    plain: EncodedForm,
    /// At most one of each coding.
    compressed: Vec<EncodedForm>,
    is_text: bool,
    pub is_queued: Arc<AtomicBool>,
}

#[derive(Clone)]
pub(super) struct EncodedForm {
    coding: Coding,
    effort: Effort,
    bytes: Bytes,
    tag: HeaderValue,
}

impl CachedContent {
    pub fn new(bytes: Bytes, headers: &HeaderMap, site: &Site) -> Self {
        let fingerprint = format!("{:032x}", xxh3_128(&bytes));
        let is_text =
            headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(is_text);
        let made_at = this_second();
        // Copied, because the buffer of a rendered text may be twice as large as the text. The bytes of an image are
        // shared with the image cache.
        let bytes = if is_text { Bytes::copy_from_slice(&bytes) } else { bytes };
        let plain = EncodedForm::new(&fingerprint, Coding::Identity, Effort::Best, bytes);
        Self {
            headers: with_defaults(headers, site),
            last_modified: value(&made_at.to_string()),
            made_at,
            plain,
            compressed: Vec::new(),
            is_text,
            is_queued: Arc::default(),
            fingerprint,
        }
    }

    /// The encoding to make for a client that accepts `taken`; none if it exists already or the page isn't text.
    pub fn missing(&self, taken: &[Coding]) -> Option<EncodedForm> {
        if !self.is_text || self.best(taken).is_some() {
            return None;
        }
        quick(taken).map(|coding| self.made(coding, Effort::Quick))
    }

    pub fn compressed_for(self, taken: &[Coding]) -> Self {
        match self.missing(taken) {
            Some(form) => self.with(form),
            None => self,
        }
    }

    /// Compressed with [`Effort::Best`].
    pub fn smallest(&self) -> EncodedForm {
        self.made(Coding::Brotli, Effort::Best)
    }

    pub fn is_to_improve(&self) -> bool {
        let is_smallest = |form: &EncodedForm| form.coding == Coding::Brotli && form.effort == Effort::Best;
        self.is_text && !self.compressed.iter().any(is_smallest)
    }

    /// The smallest encoding replaces all others: few clients accept only gzip, and their encoding is made again.
    pub fn with(&self, form: EncodedForm) -> Self {
        let mut with = self.clone();
        with.compressed.retain(|other| form.effort == Effort::Quick && other.coding != form.coding);
        with.compressed.push(form);
        with
    }

    fn made(&self, coding: Coding, effort: Effort) -> EncodedForm {
        let bytes = coding.of(&self.plain.bytes, effort).into_boxed_slice();
        EncodedForm::new(&self.fingerprint, coding, effort, bytes.into())
    }

    fn best(&self, taken: &[Coding]) -> Option<&EncodedForm> {
        taken.iter().find_map(|coding| self.compressed.iter().find(|form| form.coding == *coding))
    }

    /// Whether both have the same bytes and headers.
    pub fn is_same(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint && self.headers == other.headers
    }

    /// The memory used, in bytes.
    pub fn size(&self) -> usize {
        OVERHEAD + self.plain.bytes.len() + self.compressed.iter().map(|form| form.bytes.len()).sum::<usize>()
    }

    pub fn answer(&self, request: &HttpRequest, taken: &[Coding]) -> HttpResponse {
        let form = self.best(taken).unwrap_or(&self.plain);
        if self.is_known(request) {
            let mut answer = HttpResponse::new(StatusCode::NOT_MODIFIED);
            self.say(answer.headers_mut(), form);
            return answer;
        }
        let mut answer = HttpResponse::with_body(StatusCode::OK, form.bytes.clone()).map_into_boxed_body();
        let headers = answer.headers_mut();
        for (name, value) in &self.headers {
            headers.append(name.clone(), value.clone());
        }
        self.say(headers, form);
        if let Some(name) = form.coding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        answer
    }

    /// Headers of both 200 and 304.
    fn say(&self, headers: &mut HeaderMap, form: &EncodedForm) {
        headers.insert(header::ETAG, form.tag.clone());
        headers.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        headers.insert(header::CDN_CACHE_CONTROL, CDN_CACHE_CONTROL);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::LAST_MODIFIED, self.last_modified.clone());
    }

    /// Whether the client has this page already. Compares the ETags of all encodings; if the request has any, dates
    /// don't count. A date must be the same: after the clock was set back, an older page may have a later one.
    fn is_known(&self, request: &HttpRequest) -> bool {
        if let Some(known) = request.headers().get(header::IF_NONE_MATCH) {
            let known = known.to_str().unwrap_or_default();
            return known == "*" || known.split(',').any(|tag| self.is_own(tag.trim()));
        }
        IfModifiedSince::parse(request).is_ok_and(|since| self.made_at == since.0)
    }

    /// Weak tags match too.
    fn is_own(&self, tag: &str) -> bool {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag.strip_prefix('"').is_some_and(|tag| tag.starts_with(&self.fingerprint))
    }
}

impl EncodedForm {
    /// Its ETag is strong: it differs by coding and effort, as the bytes do.
    fn new(fingerprint: &str, coding: Coding, effort: Effort, bytes: Bytes) -> Self {
        let of_effort = match (coding, effort) {
            (Coding::Identity, _) | (_, Effort::Best) => "",
            (_, Effort::Quick) => "-quick",
        };
        let form = coding.name().map(|name| format!("-{name}{of_effort}")).unwrap_or_default();
        Self { coding, effort, bytes, tag: value(&format!("\"{fingerprint}{form}\"")) }
    }
}

/// Marks a response as possibly stale, because the database is down.
pub(super) fn old(mut answer: HttpResponse) -> HttpResponse {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, OLD_CACHE_CONTROL);
    headers.insert(header::CDN_CACHE_CONTROL, OLD_CDN_CACHE_CONTROL);
    headers.insert(header::CACHE_STATUS, OLD_STATUS);
    answer
}

fn this_second() -> HttpDate {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    HttpDate::from(SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs()))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Adds the security headers that the response doesn't set, and removes the headers that are set for each encoding.
fn with_defaults(headers: &HeaderMap, site: &Site) -> Vec<(HeaderName, HeaderValue)> {
    let of_form = [header::CACHE_CONTROL, header::CONTENT_LENGTH, header::VARY];
    let own = headers.iter().filter(|(name, _)| !of_form.contains(name));
    let security =
        security(site).map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let missing = security.filter(|(name, _)| !headers.contains_key(name));
    let own = own.map(|(name, value)| (name.clone(), value.clone()));
    let mut all: Vec<_> = own.chain(missing).collect();
    // Sorted, because a header map has no fixed order and equal pages must have equal headers.
    all.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
    all
}

pub(super) fn reads(request: &HttpRequest) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}
