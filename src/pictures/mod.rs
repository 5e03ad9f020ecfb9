//! Renders SVG to PNG with bundled fonts, and caches the result. No database and no HTTP.

mod fonts;
mod palette;
pub mod text;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::rt::task::spawn_blocking;
use bytes::Bytes;
use data_encoding::HEXLOWER;
pub use fonts::Run;
use palette::Layer;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// The cache size in bytes.
const KEPT: u64 = 32 * 1024 * 1024;
/// The typical size of a picture in bytes.
const USUAL: u64 = 30 * 1024;
/// How many are rendered at once: each keeps a core busy, and pages come first.
const AT_ONCE: usize = 2;

#[derive(Debug, thiserror::Error)]
#[error("the picture can’t be drawn: {0}")]
pub struct PictureError(String);

impl PictureError {
    fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

/// A picture in two SVG layers of one size, identified by their content.
#[derive(Clone, Debug)]
pub struct Written {
    /// Drawn first, and cached for the next picture.
    backdrop: String,
    svg: String,
    /// Pictures with the same fingerprint look the same.
    pub fingerprint: String,
}

impl Written {
    pub fn new(backdrop: String, svg: String) -> Self {
        let content = Sha256::new().chain_update(&backdrop).chain_update(&svg).finalize();
        Self { fingerprint: HEXLOWER.encode(&content), backdrop, svg }
    }

    pub fn draw(&self) -> Result<Vec<u8>, PictureError> {
        let backdrop = self.backdrop()?;
        let tree = tree(&self.svg)?;
        backdrop.with(|pixels| resvg::render(&tree, Transform::identity(), pixels))
    }

    /// Caches only the last one: nearly all pictures of a site share it, and each takes megabytes.
    fn backdrop(&self) -> Result<Arc<Layer>, PictureError> {
        static LAST: Mutex<Option<(String, Arc<Layer>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, layer)) = last.as_ref().filter(|(backdrop, _)| *backdrop == self.backdrop) {
            return Ok(layer.clone());
        }
        let tree = tree(&self.backdrop)?;
        let size = tree.size().to_int_size();
        let mut pixels =
            Pixmap::new(size.width(), size.height()).ok_or_else(|| PictureError::new("it has no size"))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        let (_, layer) = last.insert((self.backdrop.clone(), Arc::new(Layer::new(pixels))));
        Ok(layer.clone())
    }
}

fn tree(svg: &str) -> Result<Tree, PictureError> {
    Tree::from_str(svg, &fonts::options()).map_err(PictureError::new)
}

#[derive(Clone)]
struct PictureWeight;

impl Weighter<String, Bytes> for PictureWeight {
    fn weight(&self, fingerprint: &String, png: &Bytes) -> u64 {
        (fingerprint.len() + png.len()) as u64
    }
}

#[derive(Debug)]
pub struct Pictures {
    /// PNG files by fingerprint.
    kept: Cache<String, Bytes, PictureWeight>,
    making: Semaphore,
}

impl Default for Pictures {
    fn default() -> Self {
        let kept = Cache::with_weighter((KEPT / USUAL) as usize, KEPT, PictureWeight);
        Self { kept, making: Semaphore::new(AT_ONCE) }
    }
}

impl Pictures {
    /// Runs slow work off the async threads, a few at a time.
    pub async fn making<T, E>(&self, make: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<PictureError> + Send + 'static,
    {
        let _turn = self.making.acquire().await.map_err(PictureError::new)?;
        spawn_blocking(make).await.unwrap_or_else(|error| Err(PictureError::new(error).into()))
    }

    /// From the cache, or rendered once for all concurrent requests.
    pub async fn png(&self, picture: Written) -> Result<Bytes, PictureError> {
        let fingerprint = picture.fingerprint.clone();
        let drawn = self.making(move || picture.draw().map(Bytes::from));
        self.kept.get_or_insert_async(&fingerprint, drawn).await
    }
}

#[cfg(test)]
mod tests {
    use actix_web::rt::System;

    use super::*;

    fn written(color: &str) -> Written {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>"#;
        let rect = format!(r#"<rect width="20" height="10" fill="{color}"/></svg>"#);
        Written::new(svg.replace("/>", &format!(">{rect}")), svg.into())
    }

    #[test]
    fn the_same_text_is_the_same_picture_and_no_svg_is_none() {
        let [one, two, other] = ["red", "red", "blue"].map(written);
        assert_eq!(one.fingerprint, two.fingerprint);
        assert_ne!(one.fingerprint, other.fingerprint);
        let drawn = one.draw().unwrap();
        assert!(drawn.starts_with(b"\x89PNG"));
        assert_ne!(other.draw().unwrap(), drawn);
        assert_eq!(two.draw().unwrap(), drawn);
        for (backdrop, svg) in [("<p>", one.svg.as_str()), (one.backdrop.as_str(), "<p>")] {
            assert!(Written::new(backdrop.into(), svg.into()).draw().is_err());
        }
    }

    #[test]
    fn a_picture_is_drawn_once() {
        let pictures = Pictures::default();
        let draw = || pictures.png(written("red"));
        let twice = async { (draw().await.unwrap(), draw().await.unwrap()) };
        let (first, again) = System::new().block_on(twice);
        assert_eq!(first.as_ptr(), again.as_ptr());
    }
}
