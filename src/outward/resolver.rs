//! Resolves names, of redirects too, to allowed addresses only. The connection uses these addresses, so a second lookup
//! can't give other ones.

use std::net::SocketAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Decides whether to connect to an address; the error says why not. The site uses [`super::public_web`].
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
                Error::Io(_) => Error::HostNotFound, // the system's message wouldn't help an editor
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
