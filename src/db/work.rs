//! Reads and writes off the async threads, for a bounded time.

use std::any::Any;
use std::pin::pin;

use actix_web::rt::time::timeout;

use super::waiting::Waiting;
use super::{Conn, Db, DbError};

/// Work for a blocking thread. Boxed, so that it is compiled once for each result type and not for each caller.
type BlockingJob<T, E> = Box<dyn FnOnce(&Db) -> Result<T, E> + Send>;

impl Db {
    /// [`Db::read_now`], off the async threads.
    pub fn read<T: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> impl Future<Output = Result<T, E>> {
        self.beside(Box::new(move |db| db.read_now(read)))
    }

    /// Reads for visitors, off the async threads: from the replica if it is at the newest content version that this
    /// process knows, otherwise from the primary database. Use [`Db::read`] for what users read after their own
    /// changes. If the replica fails, `read` runs again on the primary database.
    pub fn read_shown<T: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        read: impl Fn(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> impl Future<Output = Result<T, E>> {
        self.beside(Box::new(move |db| db.read_shown_now(read)))
    }

    /// [`Db::write_now`], off the async threads.
    pub fn write<T: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> impl Future<Output = Result<T, E>> {
        self.beside(Box::new(move |db| db.write_now(write)))
    }

    /// Runs `work` on a thread that may block.
    async fn beside<T: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        work: BlockingJob<T, E>,
    ) -> Result<T, E> {
        if self.is_inline {
            return work(self);
        }
        let waiting = Waiting::default();
        let db = Self { waiting: Some(waiting.clone()), ..self.clone() };
        let done = self.awaited(Box::new(move || Box::new(work(&db))), &waiting).await?;
        done.downcast().map_or_else(|_| Err(DbError::Interrupted.into()), |done| *done)
    }

    /// Waits for `work`, but gives it up when it takes too long.
    async fn awaited(&self, work: Work, waiting: &Waiting) -> Result<Box<dyn Any + Send>, DbError> {
        let mut done = pin!(blocking(work));
        if let Some(patience) = self.connections.manager.patience {
            match timeout(patience, &mut done).await {
                Ok(done) => return done.ok_or(DbError::Interrupted),
                Err(_) if waiting.give_up() => {
                    self.slowness.note(self.url(), patience);
                    return Err(DbError::Slow);
                }
                Err(_) => {}
            }
        }
        done.await.ok_or(DbError::Interrupted)
    }
}

/// One boxed type, so that tokio's task code is compiled once instead of for each of a hundred callers.
type Work = Box<dyn FnOnce() -> Box<dyn Any + Send> + Send>;

/// Runs `work` off the async threads; none if the program shuts down meanwhile or `work` panics.
async fn blocking(work: Work) -> Option<Box<dyn Any + Send>> {
    // Log lines within `work` carry the request's id too.
    let span = tracing::Span::current();
    actix_web::rt::task::spawn_blocking(move || span.in_scope(work)).await.ok()
}
