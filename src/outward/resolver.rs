//! Names to addresses, of which only those that are allowed are given on. It is asked anew for each redirect, and
//! what it gives is what is connected to: no name is looked up twice.

use std::net::IpAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Which addresses may be connected to. The site allows [`super::is_public`].
pub type Allowed = fn(IpAddr) -> bool;

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
        for address in found.iter().filter(|address| self.0(address.ip())) {
            allowed.push(*address);
        }
        match allowed.is_empty() {
            true => Err(Error::Other("isn’t on the public internet, and wasn’t asked for".into())),
            false => Ok(allowed),
        }
    }
}
