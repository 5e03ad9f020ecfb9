//! The pages in each encoding, and the requests for them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use metier::coding::Coding;

use super::client::{Answer, Connection};
use super::load::Request;
use super::process::Process;

/// A page as a server sent it.
#[derive(PartialEq)]
pub struct Page {
    pub slug: String,
    pub body: Vec<u8>,
    /// The ETag.
    pub tag: Option<String>,
}

/// Requests these pages in one encoding. None if the server sends another encoding.
pub async fn ask(
    process: &Process,
    prefix: &str,
    slugs: &[String],
    coding: Coding,
) -> Result<Option<Vec<Page>>, String> {
    let mut connection = Connection::to(&process.address).await.map_err(|error| error.to_string())?;
    let mut pages = Vec::new();
    // Requests all pages even then, because Metier compresses requested pages in the background.
    let mut is_complete = true;
    for slug in slugs {
        let told = |what: String| format!("{what} for {prefix}/careers/{slug} in {coding:?}");
        let request = get(prefix, slug, coding, None);
        let answer = connection.ask(&request).await.map_err(|error| told(error.to_string()))?;
        if answer.status != 200 {
            return Err(told(answer.status.to_string()));
        }
        if answer.header("content-encoding").as_deref() != coding.name() {
            is_complete = false;
            continue;
        }
        let Answer { body, .. } = answer;
        pages.push(Page { slug: slug.clone(), body: body.into(), tag: answer.header("etag") });
    }
    Ok(is_complete.then_some(pages))
}

pub fn gets(pages: &[Page], prefix: &str, coding: Coding) -> Vec<Request> {
    let request = |page: &Page| Request {
        bytes: get(prefix, &page.slug, coding, None),
        status: 200,
        length: page.body.len(),
    };
    pages.iter().map(request).collect()
}

/// The requests of a visitor who already has these pages. None if a page has no ETag.
pub fn revalidations(pages: &[Page], prefix: &str, coding: Coding) -> Option<Vec<Request>> {
    let request = |page: &Page| {
        let bytes = get(prefix, &page.slug, coding, Some(page.tag.as_deref()?));
        Some(Request { bytes, status: 304, length: 0 })
    };
    pages.iter().map(request).collect()
}

/// Decodes `pages`, and fails if they differ from `texts`.
pub fn check_same(coding: Coding, pages: &[Page], texts: &[Page]) -> Result<(), String> {
    for (page, text) in pages.iter().zip(texts) {
        let decoded = decoded(coding, &page.body).map_err(|error| format!("{}: {error}", page.slug))?;
        if decoded != text.body {
            return Err(format!("{} in {coding:?} has a different text", page.slug));
        }
    }
    Ok(())
}

/// Writes the pages as `careers/SLUG` in the folder of their encoding.
pub fn write(pages: &[Page], folder: &Path, coding: Coding) -> io::Result<()> {
    let careers = folder.join(folder_of(coding)).join("careers");
    fs::create_dir_all(&careers)?;
    pages.iter().try_for_each(|page| fs::write(careers.join(&page.slug), &page.body))
}

pub fn folder_of(coding: Coding) -> &'static str {
    coding.name().unwrap_or("identity")
}

/// The same request for all servers. Browsers that accept brotli accept gzip too.
fn get(prefix: &str, slug: &str, coding: Coding, tag: Option<&str>) -> Vec<u8> {
    let accepted = match coding {
        Coding::Identity => "identity",
        Coding::Gzip => "gzip",
        Coding::Brotli => "gzip, deflate, br",
    };
    let tag = tag.map(|tag| format!("If-None-Match: {tag}\r\n")).unwrap_or_default();
    format!(
        "GET {prefix}/careers/{slug} HTTP/1.1\r\nHost: careers.example\r\nAccept-Encoding: {accepted}\r\n{tag}\r\n"
    )
    .into()
}

fn decoded(coding: Coding, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    match coding {
        Coding::Identity => text.extend(body),
        Coding::Gzip => drop(GzDecoder::new(body).read_to_end(&mut text)?),
        Coding::Brotli => brotli::BrotliDecompress(&mut &*body, &mut text)?,
    }
    Ok(text)
}
