//! Logos of employers: whatever picture comes in is read within limits and drawn anew, so that nothing of the
//! file itself, such as where a photo was taken, reaches visitors.

use std::io::Cursor;

use data_encoding::HEXLOWER;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbaImage};
use sha2::{Digest, Sha256};

/// How long a file may be.
pub const MAX_BYTES: usize = 256 * 1024;
/// How wide and how high a picture may be.
const MAX_SIDE: u32 = 4096;
/// What reading one may take in memory: that many pixels at eight bytes each.
const MAX_MEMORY: u64 = 128 * 1024 * 1024;
/// Logos are squares of this side: three times what pages show, for sharp screens.
const SIDE: u32 = 128;

/// A logo: a PNG picture, with the room around it transparent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The SHA-256 of its bytes in hexadecimal; what it is called by.
    pub fingerprint: String,
    /// Its bytes.
    pub png: Vec<u8>,
}

/// Why a file can't be a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It has too many bytes.
    #[error("is larger than 256 KB: choose a smaller file")]
    TooLong,
    /// It is of no kind that is known, whatever it is called.
    #[error("is no PNG, JPEG or WebP picture")]
    Unknown,
    /// It has too many pixels.
    #[error("is larger than 4096 × 4096 pixels: scale it down first")]
    TooLarge,
    /// It begins like a picture, and isn’t one.
    #[error("is damaged: it can’t be read as a picture")]
    Damaged,
}

impl Logo {
    /// Reads a PNG, JPEG or WebP picture, recognised by its content, and scales it to fit. It takes a while,
    /// and is nothing for an async thread. A logo read again is the same logo.
    ///
    /// # Errors
    /// Why the file can't be one.
    pub fn read(bytes: &[u8]) -> Result<Self, Wrong> {
        if bytes.len() > MAX_BYTES {
            return Err(Wrong::TooLong);
        }
        let png = drawn(&decoded(bytes)?)?;
        Ok(Self { fingerprint: HEXLOWER.encode(&Sha256::digest(&png)), png })
    }
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, Wrong> {
    let format = image::guess_format(bytes).map_err(|_| Wrong::Unknown)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(Wrong::Unknown);
    }
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(|_| Wrong::Damaged)?;
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(Wrong::TooLarge);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = reader();
    reader.limits(limits);
    reader.decode().map_err(|_| Wrong::Damaged)
}

/// The picture in the middle of a transparent square, as PNG.
fn drawn(picture: &DynamicImage) -> Result<Vec<u8>, Wrong> {
    let is_square = (picture.width(), picture.height()) == (SIDE, SIDE);
    let square = if is_square { picture.to_rgba8() } else { squared(picture) };
    let mut png = Cursor::new(Vec::new());
    square.write_to(&mut png, ImageFormat::Png).map_err(|_| Wrong::Damaged)?;
    Ok(png.into_inner())
}

fn squared(picture: &DynamicImage) -> RgbaImage {
    let scaled = picture.resize(SIDE, SIDE, FilterType::Triangle).to_rgba8();
    let middle = |side: u32| i64::from((SIDE - side) / 2);
    let mut square = RgbaImage::new(SIDE, SIDE);
    imageops::replace(&mut square, &scaled, middle(scaled.width()), middle(scaled.height()));
    square
}
