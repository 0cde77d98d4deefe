//! What is seen of a photograph at once, before it is saved: format, size, field of view, quality.

use super::pictures;
use crate::fault::{Explain, Fault};
use crate::fundus::{self, Photograph};
use crate::reading::{FieldCircle, Quality};

/// A photograph that was decoded and judged.
#[derive(Debug)]
pub struct Inspected {
    pub media_type: &'static str,
    /// Pixels, upright.
    pub width: u32,
    pub height: u32,
    pub quality: Quality,
    pub field_of_view: Option<FieldCircle>,
    /// JPEG.
    pub thumbnail: Vec<u8>,
}

/// Decodes a photograph, where that was not done before, and judges it: some 100 to 300 ms for 12 megapixels. The
/// judgement is told at once; the thumbnail is made beside it.
pub fn inspect(
    bytes: &[u8],
    decoded: Option<Photograph>,
    judged: &dyn Fn(&Quality),
) -> Result<Inspected, Fault> {
    let photograph = match decoded {
        Some(photograph) => photograph,
        None => fundus::decode(bytes).map_err(|error| error.fault())?,
    };
    let judge = || {
        let field = fundus::field::find(&photograph.rgb);
        let seen = fundus::assess(&photograph, field.as_ref());
        let quality = Quality {
            verdict: seen.verdict,
            score: seen.score,
            reasons: seen.reasons,
            cause: seen.cause,
            instruction: seen.instruction,
        };
        judged(&quality);
        (quality, field)
    };
    let ((quality, field), thumbnail) = fundus::both(judge, || pictures::thumbnail_of(&photograph.rgb));
    Ok(Inspected {
        media_type: media_type(bytes),
        width: photograph.width,
        height: photograph.height,
        quality,
        field_of_view: field.map(|field| FieldCircle { cx: field.cx, cy: field.cy, r: field.r }),
        thumbnail: thumbnail?,
    })
}

/// The media type that the first bytes tell; the name of a file tells nothing.
fn media_type(bytes: &[u8]) -> &'static str {
    image::guess_format(bytes).map_or("application/octet-stream", |format| format.to_mime_type())
}
