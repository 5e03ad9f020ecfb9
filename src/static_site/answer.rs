//! Turns a response into a file, a redirect page, or nothing.

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use askama::Template;

use super::ExportError;
use crate::coding::is_text;
use crate::site::Site;

/// What file servers send for missing pages.
pub(super) const NOT_FOUND: &str = "/404.html";

pub(super) struct ExportedPage {
    pub name: String,
    pub bytes: Bytes,
    pub is_text: bool,
}

#[derive(Template)]
#[template(path = "static_site/moved.html")]
struct Moved<'a> {
    site_name: &'a str,
    path: &'a str,
    address: &'a str,
}

/// `None` if there is no public page. Fails if the server failed.
pub(super) async fn page(
    site: &Site,
    path: &str,
    response: ServiceResponse<impl MessageBody>,
) -> Result<Option<ExportedPage>, ExportError> {
    let failed = |reason: String| ExportError::Page { path: path.into(), reason };
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default().to_owned();
    let is_there = |status| status == StatusCode::OK || path == NOT_FOUND;
    match response.status() {
        status if status.is_server_error() => Err(failed(format!("the status is {status}"))),
        status if status.is_redirection() => {
            let target = text(header::LOCATION).unwrap_or_default();
            let moved = Moved { site_name: &site.name, path: target, address: &site.absolute(target) };
            let html = moved.render().map_err(|error| failed(error.to_string()))?;
            Ok(Some(ExportedPage { name: name(path, "text/html"), bytes: html.into(), is_text: true }))
        }
        status if is_there(status) => {
            let body = to_bytes(response.into_body()).await;
            let bytes = body.map_err(|_| failed("the body ended early".into()))?;
            Ok(Some(ExportedPage { name: name(path, &kind), bytes, is_text: is_text(&kind) }))
        }
        _ => Ok(None),
    }
}

/// Pages become `index.html` in a folder of their own, as file servers expect; other files keep their names.
fn name(path: &str, kind: &str) -> String {
    let path = path.trim_start_matches('/');
    match kind.starts_with("text/html") && !path.ends_with(".html") {
        true if path.is_empty() => "index.html".into(),
        true => format!("{path}/index.html"),
        false => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn pages_lie_in_folders_and_files_keep_their_names() {
        for (path, kind, expected) in [
            ("/", "text/html; charset=utf-8", "index.html"),
            ("/careers/15-1254.00", "text/html", "careers/15-1254.00/index.html"),
            ("/404.html", "text/html", "404.html"),
            ("/careers/x.json", "application/json", "careers/x.json"),
            ("/careers/x/card.png", "image/png", "careers/x/card.png"),
        ] {
            assert_eq!(name(path, kind), expected);
        }
    }
}
