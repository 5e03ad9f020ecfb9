//! Employers' logos. Decodes uploaded pictures within limits and re-encodes them, so that metadata, such as where a
//! photo was taken, never reaches visitors.

use std::io::Cursor;

use data_encoding::HEXLOWER;
use image_webp::WebPDecoder;
use png::{ColorType, Transformations};
use resvg::tiny_skia::{ColorU8, FilterQuality, IntSize, Pixmap, PixmapPaint, Transform};
use sha2::{Digest, Sha256};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::{colorspace::ColorSpace, options::DecoderOptions};

pub const MAX_BYTES: usize = 256 * 1024;
/// In pixels.
const MAX_SIDE: u32 = 4096;
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
    #[error("The file is larger than 256 KB. Choose a smaller one")]
    TooLong,
    /// Not a supported format, whatever the file name says.
    #[error("The file is not a PNG, JPEG or WebP image")]
    Unknown,
    #[error("The image is larger than 4096 × 4096 pixels. Scale it down first")]
    TooLarge,
    /// Starts like a picture, but can't be decoded.
    #[error("The image is damaged and can’t be read")]
    Damaged,
}

impl Logo {
    /// Reads a PNG, JPEG or WebP picture, recognized by its content, and scales it to fit. Slow, so keep it off the
    /// async threads. Reading a logo's own PNG gives the same logo.
    pub fn read(bytes: &[u8]) -> Result<Self, Wrong> {
        if bytes.len() > MAX_BYTES {
            return Err(Wrong::TooLong);
        }
        let picture = decoded(bytes)?;
        let is_square = (picture.width(), picture.height()) == (SIDE, SIDE);
        let square = if is_square { Some(picture) } else { squared(picture) };
        let png = square.and_then(|square| square.encode_png().ok()).ok_or(Wrong::Damaged)?;
        Ok(Self { fingerprint: HEXLOWER.encode(&Sha256::digest(&png)), png })
    }
}

fn decoded(bytes: &[u8]) -> Result<Pixmap, Wrong> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => of_png(bytes),
        [0xff, 0xd8, 0xff, ..] => of_jpeg(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => of_webp(bytes),
        _ => Err(Wrong::Unknown),
    }
}

fn of_png(bytes: &[u8]) -> Result<Pixmap, Wrong> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    // Either may unpack to a thousand times its size.
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let header = decoder.read_header_info().map_err(|_| Wrong::Damaged)?;
    let size = size(header.width, header.height)?;
    let mut reader = decoder.read_info().map_err(|_| Wrong::Damaged)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(Wrong::Damaged)?];
    let frame = reader.next_frame(&mut pixels).map_err(|_| Wrong::Damaged)?;
    match frame.color_type {
        ColorType::Rgba => of_pixels(size, pixels.chunks_exact(4)),
        // Gray and alpha.
        _ => of_pixels(size, pixels.as_chunks().0.iter().map(|[gray, alpha]| [*gray, *gray, *gray, *alpha])),
    }
}

fn of_jpeg(bytes: &[u8]) -> Result<Pixmap, Wrong> {
    let any = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(any).set_max_height(any);
    // The decoder can't convert every JPEG to RGBA.
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Wrong::Damaged)?;
    let header = decoder.info().ok_or(Wrong::Damaged)?;
    let size = size(header.width.into(), header.height.into())?;
    let pixels = decoder.decode().map_err(|_| Wrong::Damaged)?;
    of_pixels(size, pixels.chunks_exact(3))
}

fn of_webp(bytes: &[u8]) -> Result<Pixmap, Wrong> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Wrong::Damaged)?;
    let (width, height) = decoder.dimensions();
    let size = size(width, height)?;
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(Wrong::Damaged)?];
    decoder.read_image(&mut pixels).map_err(|_| Wrong::Damaged)?;
    of_pixels(size, pixels.chunks_exact(if decoder.has_alpha() { 4 } else { 3 }))
}

/// Each pixel is red, green, blue and, in some pictures, alpha.
fn of_pixels(size: IntSize, pixels: impl Iterator<Item = impl AsRef<[u8]>>) -> Result<Pixmap, Wrong> {
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or(Wrong::Damaged)?;
    for (color, pixel) in picture.pixels_mut().iter_mut().zip(pixels) {
        let pixel = pixel.as_ref();
        let alpha = pixel.get(3).copied().unwrap_or(u8::MAX);
        *color = ColorU8::from_rgba(pixel[0], pixel[1], pixel[2], alpha).premultiply();
    }
    Ok(picture)
}

fn size(width: u32, height: u32) -> Result<IntSize, Wrong> {
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(Wrong::TooLarge);
    }
    IntSize::from_wh(width, height).ok_or(Wrong::Damaged)
}

/// Centered in a square, as large as fits.
fn squared(mut picture: Pixmap) -> Option<Pixmap> {
    // Bilinear scaling samples four pixels for each new one, so it skips none as long as it only halves.
    while picture.width().max(picture.height()) > 2 * SIDE {
        let (width, height) = (picture.width().div_ceil(2), picture.height().div_ceil(2));
        picture = scaled(&picture, width, height, Pixmap::new(width, height)?);
    }
    let side = picture.width().max(picture.height());
    let fitted = |length: u32| (length * SIDE + side / 2) / side;
    let (width, height) = (fitted(picture.width()).max(1), fitted(picture.height()).max(1));
    Some(scaled(&picture, width, height, Pixmap::new(SIDE, SIDE)?))
}

/// Draws `picture` at this size, centered on `onto`.
fn scaled(picture: &Pixmap, width: u32, height: u32, mut onto: Pixmap) -> Pixmap {
    let (left, top) = ((onto.width() - width) / 2, (onto.height() - height) / 2);
    let factor = |to: u32, from: u32| to as f32 / from as f32;
    let scale = Transform::from_scale(factor(width, picture.width()), factor(height, picture.height()));
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    onto.draw_pixmap(0, 0, picture.as_ref(), &paint, scale.post_translate(left as f32, top as f32), None);
    onto
}
