//! Responses that may not fit in memory: read, compressed and sent in batches.

use std::sync::LazyLock;
use std::time::SystemTime;

use actix_web::http::header::{
    CACHE_CONTROL, ETAG, EntityTag, HeaderValue, IfNoneMatch, TryIntoHeaderValue, VARY,
};
use actix_web::rt::task::spawn_blocking;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::stream::{self, Stream, TryStreamExt};
use xxhash_rust::xxh3::xxh3_128;

use crate::coding::{Coding, Encoder};
use crate::db::{Conn, Db, DbError};
use crate::error::Error;
use crate::site::Site;
use crate::web::encoding::{mark, quick, taken};

/// Adds the batches to an answer. `read` takes a position and returns the bytes from there with the next position,
/// which is none after the last batch.
pub fn batched<At: Clone + Send + 'static>(
    request: &HttpRequest,
    mut answer: HttpResponseBuilder,
    db: Data<Db>,
    first: At,
    read: impl Fn(&mut Conn, At) -> Result<(Vec<u8>, Option<At>), Error> + Clone + Send + 'static,
) -> HttpResponse {
    let coding = quick(taken(request)).unwrap_or(Coding::Identity);
    let mut answer = answer.streaming(encoded(batches(db, first, read), coding));
    mark(answer.headers_mut(), coding);
    answer
}

/// Reads each batch in its own transaction, once the previous one has been sent.
fn batches<At: Clone + Send + 'static>(
    db: Data<Db>,
    first: At,
    read: impl Fn(&mut Conn, At) -> Result<(Vec<u8>, Option<At>), Error> + Clone + Send + 'static,
) -> impl Stream<Item = Result<Vec<u8>, Error>> {
    stream::try_unfold(Some(first), move |at| {
        let (db, read) = (db.clone(), read.clone());
        async move {
            let Some(at) = at else { return Ok(None) };
            Ok(Some(db.read_shown(move |conn| read(conn, at.clone())).await?))
        }
    })
}

fn encoded(
    texts: impl Stream<Item = Result<Vec<u8>, Error>> + 'static,
    coding: Coding,
) -> impl Stream<Item = Result<Bytes, Error>> {
    let start = (Box::pin(texts), Some(Encoder::new(coding)));
    Box::pin(stream::try_unfold(start, async |(mut texts, encoder)| {
        let Some(mut encoder) = encoder else { return Ok(None) };
        let text = texts.try_next().await?;
        let compress = move || match text {
            Some(text) => (encoder.add(text), Some(encoder)),
            None => (encoder.end(), None),
        };
        let (bytes, encoder) = spawn_blocking(compress).await.map_err(|_| DbError::Interrupted)?;
        Ok(Some((Bytes::from(bytes), (texts, encoder))))
    }))
}

/// When the program started, in nanoseconds: what it sends may depend on its settings and version.
static STARTED: LazyLock<u128> =
    LazyLock::new(|| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos());

/// Which state of the site's content an answer shows; for public answers that are too long to be hashed. Weak, since
/// content may change between batches.
pub struct ContentTag(EntityTag);

impl ContentTag {
    pub fn now(site: &Site, db: &Db) -> Self {
        let state = format!("{} {} {}", *STARTED, db.version(), site.clock.today());
        Self(EntityTag::new_weak(format!("{:032x}", xxh3_128(state.as_bytes()))))
    }

    /// The answer to a client that has this state already.
    pub fn known(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let is_known = match request.get_header::<IfNoneMatch>()? {
            IfNoneMatch::Any => true,
            IfNoneMatch::Items(tags) => tags.iter().any(|tag| tag.weak_eq(&self.0)),
        };
        is_known.then(|| {
            let mut answer = HttpResponse::NotModified();
            self.mark(&mut answer);
            answer.insert_header((VARY, HeaderValue::from_static("accept-encoding")));
            answer.finish()
        })
    }

    pub fn mark(&self, answer: &mut HttpResponseBuilder) {
        if let Ok(tag) = self.0.clone().try_into_value() {
            answer.insert_header((ETAG, tag));
        }
        answer.insert_header((CACHE_CONTROL, HeaderValue::from_static("no-cache")));
    }
}
