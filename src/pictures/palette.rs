//! PNG with a palette: a picture with few colors takes one byte per pixel and a sixth of the time to encode.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PixmapMut};

use super::PictureError;

/// In pixels. Pictures are compared with the layer below in pieces: smaller ones find more that is the same.
const PIECE: usize = 64;

/// A picture that others begin with.
#[derive(Debug)]
pub struct Layer {
    pixels: Pixmap,
    /// None if it has too many colors for a palette.
    indexed: Option<IndexedPicture>,
    /// Copies to draw on: copying megabytes for each picture takes longer than restoring what has changed.
    copies: Mutex<Vec<Pixmap>>,
}

impl Layer {
    pub fn new(pixels: Pixmap) -> Self {
        Self { indexed: IndexedPicture::of(&pixels, None), pixels, copies: Mutex::default() }
    }

    /// The PNG of this picture with something drawn on it.
    pub fn with(&self, draw: impl FnOnce(&mut PixmapMut<'_>)) -> Result<Vec<u8>, PictureError> {
        let copies = || self.copies.lock().unwrap_or_else(PoisonError::into_inner);
        let copy = copies().pop();
        let mut pixels = copy.unwrap_or_else(|| self.pixels.clone());
        draw(&mut pixels.as_mut());
        let Some(indexed) = IndexedPicture::of(&pixels, Some(self)) else {
            return pixels.encode_png().map_err(PictureError::new);
        };
        for piece in &indexed.changed {
            let bytes = piece.start * 4..piece.end * 4;
            pixels.data_mut()[bytes.clone()].copy_from_slice(&self.pixels.data()[bytes]);
        }
        copies().push(pixels);
        indexed.png(self.pixels.width(), self.pixels.height())
    }
}

/// A picture of at most 256 colors, all opaque, as indexes into a list of them.
#[derive(Debug)]
struct IndexedPicture {
    colors: Vec<[u8; 3]>,
    places: Vec<u8>,
    /// The pieces that differ from the layer below.
    changed: Vec<Range<usize>>,
}

impl IndexedPicture {
    /// Copies the pieces that are the same in the layer below.
    fn of(pixels: &Pixmap, below: Option<&Layer>) -> Option<Self> {
        let (all, _) = pixels.data().as_chunks::<4>();
        let below =
            below.and_then(|layer| Some((layer.pixels.data().as_chunks::<4>().0, layer.indexed.as_ref()?)));
        let colors = below.map_or_else(Vec::new, |(_, indexed)| indexed.colors.clone());
        let mut indexed = Self { colors, places: Vec::with_capacity(all.len()), changed: Vec::new() };
        // Caches the last color for each green value, which tells nearly all colors of letter edges apart.
        let mut recent = [([0; 4], 0); 256];
        for piece in all.chunks(PIECE) {
            let at = indexed.places.len()..indexed.places.len() + piece.len();
            if let Some((_, same)) = below.filter(|(pixels, _)| pixels[at.clone()] == *piece) {
                indexed.places.extend_from_slice(&same.places[at]);
                continue;
            }
            indexed.changed.push(at);
            for run in piece.chunk_by(PartialEq::eq) {
                let [red, green, blue, 255] = run[0] else { return None };
                let (color, place) = &mut recent[usize::from(green)];
                if *color != run[0] {
                    // More than 256 colors don't fit into a byte.
                    (*color, *place) = (run[0], u8::try_from(indexed.place([red, green, blue])).ok()?);
                }
                indexed.places.resize(indexed.places.len() + run.len(), *place);
            }
        }
        Some(indexed)
    }

    fn png(&self, width: u32, height: u32) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(self.colors.concat());
        encoder.set_compression(Compression::Fast);
        // The default, choosing a filter for each row, takes three times as long to save 5%.
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header().map_err(PictureError::new)?;
        writer.write_image_data(&self.places).map_err(PictureError::new)?;
        writer.finish().map_err(PictureError::new)?;
        Ok(bytes)
    }

    fn place(&mut self, color: [u8; 3]) -> usize {
        self.colors.iter().position(|known| *known == color).unwrap_or_else(|| {
            self.colors.push(color);
            self.colors.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use image::{ColorType, ImageReader};
    use resvg::tiny_skia::{ColorU8, Pixmap};

    use super::*;

    fn picture(colors: usize, alpha: u8) -> Pixmap {
        let mut pixels = Pixmap::new(32, 16).unwrap();
        for (place, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
            let colour = place % colors;
            *pixel = ColorU8::from_rgba((colour % 256) as u8, (colour / 256) as u8, 7, alpha).premultiply();
        }
        pixels
    }

    fn decoded(png: &[u8]) -> image::DynamicImage {
        ImageReader::with_format(std::io::Cursor::new(png), image::ImageFormat::Png).decode().unwrap()
    }

    #[test]
    fn every_picture_keeps_its_pixels() {
        for (colors, alpha, kind) in [
            (1, 255, ColorType::Rgb8),
            (256, 255, ColorType::Rgb8),
            (257, 255, ColorType::Rgba8),
            (3, 128, ColorType::Rgba8),
        ] {
            let pixels = picture(colors, alpha);
            let mut below = Pixmap::clone(&pixels);
            below.pixels_mut()[..40].fill(ColorU8::from_rgba(9, 9, 9, 255).premultiply());
            let layer = Layer::new(below.clone());
            let encoded = |picture: &Pixmap| {
                decoded(&layer.with(|pixels| pixels.data_mut().copy_from_slice(picture.data())).unwrap())
            };
            let read = encoded(&pixels);
            assert_eq!(read.color(), kind, "{colors}");
            for (picture, read) in [(&pixels, read), (&below, decoded(&layer.with(|_| ()).unwrap()))] {
                let expected = decoded(&picture.encode_png().unwrap());
                assert_eq!(read.to_rgba8(), expected.to_rgba8(), "{colors}");
            }
        }
    }
}
