//! Responses that may not fit in memory: read and sent in batches.

use actix_web::web::{Bytes, Data};
use futures_util::stream::{self, Stream};

use crate::db::{Conn, Db};
use crate::error::Error;

/// Each batch is read when the previous one has been sent, in a transaction of its own, from where that one ended; the
/// last returns no next position.
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
