//! Responses that may not fit in memory, read and sent in batches.

use actix_web::web::{Bytes, Data};
use futures_util::stream::{self, Stream};

use crate::db::{Conn, Db};
use crate::error::Error;

/// Reads each batch in its own transaction, once the previous one has been sent. `read` takes a position and returns the
/// bytes from there with the next position, which is none after the last batch.
pub fn batches<At: Clone + Send + 'static>(
    db: Data<Db>,
    first: At,
    read: impl Fn(&mut Conn, At) -> Result<(Vec<u8>, Option<At>), Error> + Clone + Send + 'static,
) -> impl Stream<Item = Result<Bytes, Error>> {
    Box::pin(stream::try_unfold(Some(first), move |at| {
        let (db, read) = (db.clone(), read.clone());
        async move {
            let Some(at) = at else { return Ok(None) };
            let (bytes, next) = db.read_shown(move |conn| read(conn, at.clone())).await?;
            Ok(Some((bytes.into(), next)))
        }
    }))
}
