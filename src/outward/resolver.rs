//! Resolves names to allowed addresses only, for each redirect too. The connection uses the result, so no name is
//! looked up twice.

use std::net::SocketAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Which addresses may be connected to; the error says why not. The site uses [`super::public_web`].
pub type Allowed = fn(SocketAddr) -> Result<(), &'static str>;

#[derive(Debug)]
pub(super) struct Checked(pub Allowed);

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found =
            DefaultResolver::default().resolve(uri, config, timeout).map_err(|error| match error {
                Error::Io(_) => Error::HostNotFound, // what the system says of it is no help to an editor
                error => error,
            })?;
        let mut allowed = self.empty();
        let mut refused = "has no address";
        for address in found.iter() {
            match self.0(*address) {
                Ok(()) => allowed.push(*address),
                Err(why) => refused = why,
            }
        }
        match allowed.is_empty() {
            true => Err(Error::Other(refused.into())),
            false => Ok(allowed),
        }
    }
}
