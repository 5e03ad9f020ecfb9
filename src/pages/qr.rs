//! QR codes as SVG paths.

use std::convert::Infallible;
use std::sync::LazyLock;

use qrcode::{Color, QrCode};
use quick_cache::sync::Cache;

/// `path` draws the dark modules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qr {
    /// In modules, with the border.
    pub width: usize,
    pub path: String,
}

/// The quiet zone, in modules.
const BORDER: usize = 4;

/// The number of cached codes, at about three kilobytes each.
const KEPT: usize = 2_000;

static OF_ADDRESSES: LazyLock<Cache<String, Option<Qr>>> = LazyLock::new(|| Cache::new(KEPT));

impl Qr {
    /// Cached, since computing a code takes an eighth as long as rendering a page.
    pub fn of_address(address: &str) -> Option<Self> {
        let made = OF_ADDRESSES.get_or_insert_with(address, || Ok::<_, Infallible>(Self::of(address)));
        made.unwrap_or_else(|never| match never {})
    }

    /// None if the text is too long.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let (width, colors) = (code.width(), code.to_colors());
        let path = colors.chunks(width).zip(BORDER..).map(|(row, y)| row_path(row, y)).collect();
        Some(Self { width: width + 2 * BORDER, path })
    }
}

/// Adjacent dark modules of a row are merged.
fn row_path(row: &[Color], y: usize) -> String {
    let mut path = String::new();
    let mut x = BORDER;
    for run in row.chunk_by(|one, next| one == next) {
        if run[0] == Color::Dark {
            path += &format!("M{x} {y}h{0}v1h-{0}z", run.len());
        }
        x += run.len();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dark_fields_are_those_of_the_code() {
        let text = "https://careers.example/c/12";
        let (qr, code) = (Qr::of(text).unwrap(), QrCode::new(text).unwrap());
        assert_eq!(qr.width, code.width() + 8);
        let widths = qr.path.split('h').skip(1).filter_map(|part| part.split_once('v'));
        let dark: usize = widths.map(|(width, _)| width.parse::<usize>().unwrap()).sum();
        assert_eq!(dark, code.to_colors().iter().filter(|color| **color == Color::Dark).count());
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "the upper bar of the first corner: {}", qr.path);
        assert_eq!(Qr::of(&"x".repeat(8_000)), None);
    }
}
