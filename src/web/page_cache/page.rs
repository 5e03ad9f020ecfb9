//! A page as it is sent.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use actix_web::http::header::{
    self, AcceptEncoding, Encoding, Header, HeaderMap, HeaderName, HeaderValue, HttpDate, IfModifiedSince,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use xxhash_rust::xxh3::xxh3_128;

use crate::coding::{Coding, Effort, is_text};
use crate::site::Site;
use crate::web::headers::security;

/// How long an answer may be kept without asking again: by caches between here and browsers a few seconds, and
/// for a minute while they ask; by browsers not at all, since an editor looks at what was just published.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=5");
/// The same for networks that deliver pages (RFC 9213), which may send an old page while they ask for the new one.
const CDN_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("max-age=5, stale-while-revalidate=60");
/// How long one may be kept that is old already.
const OLD_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=1");
/// The same for networks.
const OLD_CDN_CACHE_CONTROL: HeaderValue = HeaderValue::from_static("max-age=1");
/// What says that it is (RFC 9211).
const OLD_STATUS: HeaderValue = HeaderValue::from_static("metier; hit; detail=stale");
/// An answer is of this size without its body, about, in bytes.
const OVERHEAD: usize = 2_048;

/// A page: what is sent, in its forms. Copies share their bytes.
#[derive(Clone)]
pub(super) struct Content {
    /// Follows from the page's bytes; what is said of a form begins with it.
    fingerprint: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// When it was rendered first, in whole seconds as HTTP has them.
    made_at: HttpDate,
    last_modified: HeaderValue,
    plain: Form,
    /// At most one of each coding.
    compressed: Vec<Form>,
    is_text: bool,
    /// Whether it waits for its smallest form.
    pub is_queued: Arc<AtomicBool>,
}

/// The bytes of one form, and their validator.
#[derive(Clone)]
pub(super) struct Form {
    coding: Coding,
    effort: Effort,
    bytes: Bytes,
    tag: HeaderValue,
}

impl Content {
    /// A page of its bytes and the headers it was answered with.
    pub fn new(bytes: Bytes, headers: &HeaderMap, site: &Site) -> Self {
        let fingerprint = format!("{:032x}", xxh3_128(&bytes));
        let is_text =
            headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(is_text);
        let made_at = this_second();
        // A rendered text may lie in twice the memory that it needs; a picture is shared with those that were drawn.
        let bytes = if is_text { Bytes::copy_from_slice(&bytes) } else { bytes };
        let plain = Form::new(&fingerprint, Coding::Identity, Effort::Best, bytes);
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

    /// The form to make before the page is sent to a client that accepts these: gzip if that is one of them, since
    /// brotli in haste takes four times as long and isn't smaller.
    pub fn missing(&self, taken: &[Coding]) -> Option<Form> {
        if !self.is_text || self.best(taken).is_some() {
            return None;
        }
        let coding = taken.iter().find(|coding| **coding == Coding::Gzip).or(taken.first());
        coding.map(|coding| self.made(*coding, Effort::Quick))
    }

    /// The same with the form that is missing, if one is.
    pub fn compressed_for(self, taken: &[Coding]) -> Self {
        match self.missing(taken) {
            Some(form) => self.with(form),
            None => self,
        }
    }

    /// The page compressed as hard as is worth it in the background.
    pub fn smallest(&self) -> Form {
        self.made(Coding::Brotli, Effort::Best)
    }

    /// Whether its smallest form isn't made yet.
    pub fn is_to_improve(&self) -> bool {
        let is_smallest = |form: &Form| form.coding == Coding::Brotli && form.effort == Effort::Best;
        self.is_text && !self.compressed.iter().any(is_smallest)
    }

    /// The same with another form. The smallest takes the place of all others: few clients accept only gzip, and
    /// have it made again.
    pub fn with(&self, form: Form) -> Self {
        let mut with = self.clone();
        with.compressed.retain(|other| form.effort == Effort::Quick && other.coding != form.coding);
        with.compressed.push(form);
        with
    }

    fn made(&self, coding: Coding, effort: Effort) -> Form {
        let bytes = coding.of(&self.plain.bytes, effort).into_boxed_slice();
        Form::new(&self.fingerprint, coding, effort, bytes.into())
    }

    /// The compressed form that a client likes best of those that there are.
    fn best(&self, taken: &[Coding]) -> Option<&Form> {
        taken.iter().find_map(|coding| self.compressed.iter().find(|form| form.coding == *coding))
    }

    /// Whether two pages are the same in all that is sent.
    pub fn is_same(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint && self.headers == other.headers
    }

    /// How much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        OVERHEAD + self.plain.bytes.len() + self.compressed.iter().map(|form| form.bytes.len()).sum::<usize>()
    }

    /// The answer to a request for it, in the best form that there is.
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

    /// What is said of the page whether it is sent or not.
    fn say(&self, headers: &mut HeaderMap, form: &Form) {
        headers.insert(header::ETAG, form.tag.clone());
        headers.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        headers.insert(header::CDN_CACHE_CONTROL, CDN_CACHE_CONTROL);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::LAST_MODIFIED, self.last_modified.clone());
    }

    /// Whether whoever asks has it already, in whatever form. A validator that is sent along is all that counts.
    fn is_known(&self, request: &HttpRequest) -> bool {
        if let Some(known) = request.headers().get(header::IF_NONE_MATCH) {
            let known = known.to_str().unwrap_or_default();
            return known == "*" || known.split(',').any(|tag| self.is_own(tag.trim()));
        }
        let since = request.headers().contains_key(header::IF_MODIFIED_SINCE);
        let since = since.then(|| IfModifiedSince::parse(request).ok()).flatten();
        since.is_some_and(|since| self.made_at <= since.0)
    }

    /// Whether a tag is of one of this page's forms; one that says it is weak means the same here.
    fn is_own(&self, tag: &str) -> bool {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag.strip_prefix('"').is_some_and(|tag| tag.starts_with(&self.fingerprint))
    }
}

impl Form {
    fn new(fingerprint: &str, coding: Coding, effort: Effort, bytes: Bytes) -> Self {
        Self { coding, effort, bytes, tag: tag(fingerprint, coding, effort) }
    }
}

/// Says that the page of an answer may be old, since the database is away.
pub(super) fn old(mut answer: HttpResponse) -> HttpResponse {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, OLD_CACHE_CONTROL);
    headers.insert(header::CDN_CACHE_CONTROL, OLD_CDN_CACHE_CONTROL);
    headers.insert(header::CACHE_STATUS, OLD_STATUS);
    answer
}

/// Now, without its fraction of a second.
fn this_second() -> HttpDate {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    HttpDate::from(SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs()))
}

/// A header's value, made of what is ASCII.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// A strong validator: of another form or effort, the bytes are others.
fn tag(fingerprint: &str, coding: Coding, effort: Effort) -> HeaderValue {
    let of_effort = match (coding, effort) {
        (Coding::Identity, _) | (_, Effort::Best) => "",
        (_, Effort::Quick) => "-quick",
    };
    let form = coding.name().map(|name| format!("-{name}{of_effort}")).unwrap_or_default();
    value(&format!("\"{fingerprint}{form}\""))
}

/// The headers of an answer, with the security headers that it doesn't set itself and without those that are said
/// of each form.
fn with_defaults(headers: &HeaderMap, site: &Site) -> Vec<(HeaderName, HeaderValue)> {
    let of_form = [header::CACHE_CONTROL, header::CONTENT_LENGTH, header::VARY];
    let own = headers.iter().filter(|(name, _)| !of_form.contains(name));
    let security =
        security(site).map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let missing = security.filter(|(name, _)| !headers.contains_key(name));
    let own = own.map(|(name, value)| (name.clone(), value.clone()));
    let mut all: Vec<_> = own.chain(missing).collect();
    // A map of headers has them in any order, and those of the same page shall be the same.
    all.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
    all
}

/// The forms that whoever asks takes besides the page as it is, the best liked first.
pub(super) fn taken(request: &HttpRequest) -> &'static [Coding] {
    use Coding::{Brotli, Gzip};
    let Some(accepted) = request.headers().get(header::ACCEPT_ENCODING) else { return &[] };
    match accepted.as_bytes() {
        // What browsers and proxies send.
        b"gzip, deflate, br, zstd" | b"gzip, deflate, br" => return &[Brotli, Gzip],
        b"gzip" | b"gzip, deflate" => return &[Gzip],
        b"identity" | b"" => return &[],
        _ => {}
    }
    let accepted = AcceptEncoding::parse(request).ok();
    let best = |supported: &[Encoding]| accepted.as_ref()?.negotiate(supported.iter());
    let next = best(&[Encoding::gzip(), Encoding::identity()]);
    match best(&[Encoding::brotli(), Encoding::gzip(), Encoding::identity()]) {
        Some(best) if best == Encoding::brotli() && next == Some(Encoding::gzip()) => &[Brotli, Gzip],
        Some(best) if best == Encoding::brotli() => &[Brotli],
        Some(best) if best == Encoding::gzip() => &[Gzip],
        // Where nothing is acceptable, the page as it is helps more than a refusal.
        _ => &[],
    }
}

/// Whether a request asks for a page rather than to change something.
pub(super) fn reads(request: &HttpRequest) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}
