//! Logos of employers. Uploaded pictures are decoded within limits and encoded again, so that metadata, such as where a
//! photo was taken, never reaches visitors.

use std::io::Cursor;

use data_encoding::HEXLOWER;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbaImage};
use sha2::{Digest, Sha256};

pub const MAX_BYTES: usize = 256 * 1024;
/// In pixels.
const MAX_SIDE: u32 = 4096;
/// For decoding: that many pixels at eight bytes each.
const MAX_MEMORY: u64 = 128 * 1024 * 1024;
/// In pixels: three times the size on pages, for sharp screens.
const SIDE: u32 = 128;

/// A square PNG with transparent padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// SHA-256 of the PNG in hex.
    pub fingerprint: String,
    pub png: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("is larger than 256 KB: choose a smaller file")]
    TooLong,
    /// Not a supported format, whatever its name.
    #[error("is no PNG, JPEG or WebP picture")]
    Unknown,
    #[error("is larger than 4096 × 4096 pixels: scale it down first")]
    TooLarge,
    /// It begins like a picture, but can't be decoded.
    #[error("is damaged: it can’t be read as a picture")]
    Damaged,
}

impl Logo {
    /// Reads a PNG, JPEG or WebP picture, recognized by its content, and scales it to fit. Slow, so keep it off the
    /// async threads. A logo read again is the same logo.
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
