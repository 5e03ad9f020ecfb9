//! Content codings: identity, gzip and brotli.

use std::io::Write;
use std::mem;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use libdeflater::{CompressionLvl, Compressor};

const IN_MEMORY: &str = "writing to memory doesn’t fail";

#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum Coding {
    Identity,
    Gzip,
    Brotli,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// While a visitor waits: gzip takes 0.1 ms for a long page, brotli four times as long.
    Quick,
    /// In the background or ahead of time: takes tens of milliseconds, and makes brotli a quarter smaller.
    Best,
}

impl Coding {
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The file name suffix of a precompressed copy.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// Deterministic: the same text always gives the same bytes.
    pub fn of(self, text: &[u8], effort: Effort) -> Vec<u8> {
        match self {
            Self::Identity => text.to_vec(),
            Self::Gzip => gzip(text, effort),
            Self::Brotli => brotli(text, effort),
        }
    }
}

fn gzip(text: &[u8], effort: Effort) -> Vec<u8> {
    let level = match effort {
        // Level 0 doesn't compress at all.
        Effort::Quick => CompressionLvl::new(1).expect("libdeflate has a level 1"),
        Effort::Best => CompressionLvl::best(),
    };
    let mut compressor = Compressor::new(level);
    let mut compressed = vec![0; compressor.gzip_compress_bound(text.len())];
    let length = compressor
        .gzip_compress(text, &mut compressed)
        .expect("the buffer has the size that libdeflate asked for");
    compressed.truncate(length);
    compressed
}

fn brotli(text: &[u8], effort: Effort) -> Vec<u8> {
    let quality = match effort {
        Effort::Quick => 2,
        // Quality 11 takes three times as long and saves only 3%.
        Effort::Best => 10,
    };
    // No window larger than the text needs: each compression allocates one.
    let lgwin = (text.len() + 16).next_power_of_two().ilog2().clamp(16, 22) as i32;
    let parameters = BrotliEncoderParams { quality, lgwin, size_hint: text.len(), ..Default::default() };
    let mut compressed = Vec::with_capacity(text.len() / 4);
    brotli::BrotliCompress(&mut &*text, &mut compressed, &parameters).expect(IN_MEMORY);
    compressed
}

/// Compresses a text in pieces, quickly.
pub enum Encoder {
    Identity,
    Gzip(Box<GzEncoder<Vec<u8>>>),
    Brotli(Box<CompressorWriter<Vec<u8>>>),
}

impl Encoder {
    pub fn new(coding: Coding) -> Self {
        match coding {
            Coding::Identity => Self::Identity,
            Coding::Gzip => Self::Gzip(Box::new(GzEncoder::new(Vec::new(), Compression::fast()))),
            Coding::Brotli => Self::Brotli(Box::new(CompressorWriter::new(Vec::new(), 4_096, 2, 18))),
        }
    }

    /// Returns what is ready to be sent, which may be nothing.
    pub fn add(&mut self, text: Vec<u8>) -> Vec<u8> {
        let (written, ready) = match self {
            Self::Identity => return text,
            Self::Gzip(encoder) => (encoder.write_all(&text), encoder.get_mut()),
            Self::Brotli(encoder) => (encoder.write_all(&text), encoder.get_mut()),
        };
        written.expect(IN_MEMORY);
        mem::take(ready)
    }

    /// The rest.
    pub fn end(self) -> Vec<u8> {
        match self {
            Self::Identity => Vec::new(),
            Self::Gzip(encoder) => encoder.finish().expect(IN_MEMORY),
            Self::Brotli(encoder) => encoder.into_inner(),
        }
    }
}

/// Whether compression helps; pictures are already compressed.
pub fn is_text(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim_end();
    kind.starts_with("text/") || ["json", "xml", "javascript"].iter().any(|end| kind.ends_with(end))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn read(coding: Coding, bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        match coding {
            Coding::Identity => text.extend(bytes),
            Coding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap()),
            Coding::Brotli => brotli::BrotliDecompress(&mut &*bytes, &mut text).unwrap(),
        }
        text
    }

    #[test]
    fn every_form_holds_the_text() {
        use strum::IntoEnumIterator;
        let long: String = (0..20_000).map(|number| format!("{number} ")).collect();
        for text in ["", "a", &long] {
            for (coding, effort) in
                Coding::iter().flat_map(|coding| [(coding, Effort::Quick), (coding, Effort::Best)])
            {
                let bytes = coding.of(text.as_bytes(), effort);
                assert_eq!(read(coding, &bytes), text.as_bytes(), "{coding:?} {effort:?}");
                assert_eq!(coding.of(text.as_bytes(), effort), bytes);
                let is_smaller =
                    coding == Coding::Identity || text.len() < 100 || bytes.len() < text.len() / 2;
                assert!(is_smaller, "{coding:?} {effort:?}: {} of {}", bytes.len(), text.len());
            }
        }
    }

    #[test]
    fn a_text_in_pieces_is_the_whole_text() {
        use strum::IntoEnumIterator;
        let pieces: Vec<String> = (0..40_000).map(|number| format!("{number} ").repeat(number % 9)).collect();
        for coding in Coding::iter() {
            let mut encoder = Encoder::new(coding);
            let mut bytes = Vec::new();
            for piece in &pieces {
                bytes.extend(encoder.add(piece.clone().into()));
            }
            let before = bytes.len();
            bytes.extend(encoder.end());
            assert_eq!(read(coding, &bytes), pieces.concat().as_bytes(), "{coding:?}");
            assert!(before > bytes.len() / 2, "{coding:?}: most is sent before the end");
        }
    }

    #[test]
    fn texts_are_told_from_pictures() {
        for text in ["text/html; charset=utf-8", "application/json", "image/svg+xml", "text/javascript"] {
            assert!(is_text(text), "{text}");
        }
        assert!(!is_text("image/png"));
    }
}
