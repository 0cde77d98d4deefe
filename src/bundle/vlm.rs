//! How a published vision-language model is fed: its family's image processor and its chat template. Both are closed
//! sets, so that a bundle that names another is refused when it is opened.

use serde::{Deserialize, Serialize};

use super::LanguageSpec;

/// The `normalisation` of a model that takes the photograph itself and not the normalised square.
pub const IMAGE: &str = "image";
/// That of the software's own language models.
const SQUARE: &str = "local-mean/1";
/// What the numbers of a box mean where the model sees the whole photograph: 0–1000 of its width and height.
const PHOTOGRAPH_BOXES: &str = "photograph-1000";
/// Tiles of one photograph at most, whatever a bundle asks for; the family's largest published number is 40.
const TILES: u32 = 40;

/// `[language.image]`: how a photograph becomes what the vision encoder takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImageSpec {
    pub family: ImageFamily,
    pub resample: Resample,
    /// Of red, green and blue, 0–1: value = (level / 255 − mean) / std.
    pub mean: [f32; 3],
    pub std: [f32; 3],
    /// Tiles of one photograph, not counting the thumbnail; for `internvl` alone.
    #[serde(default = "one")]
    pub minimum_tiles: u32,
    #[serde(default = "one")]
    pub maximum_tiles: u32,
    /// Whether the whole photograph follows its tiles, where there is more than one.
    #[serde(default)]
    pub thumbnail: bool,
}

/// Which image processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageFamily {
    /// Square tiles in the grid whose aspect ratio is nearest, and a thumbnail.
    Internvl,
    /// Stretched to one square.
    Siglip,
    /// The shorter side made the square's, the middle cut out.
    Clip,
}

/// Which filter, as PIL and torchvision apply it: widened when shrinking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Resample {
    Bilinear,
    Bicubic,
}

/// `[language.template]`: how a conversation is written for the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateSpec {
    pub kind: TemplateKind,
    /// What the system says first; nothing where it is absent.
    pub system: Option<String>,
    /// Special token before everything.
    pub bos: Option<String>,
    /// Special tokens about the places of a photograph.
    pub image_start: Option<String>,
    pub image_end: Option<String>,
}

/// Which template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemplateKind {
    /// `<|im_start|>user …<|im_end|>`: InternVL, Qwen.
    Chatml,
    /// `<|start_header_id|>user<|end_header_id|> …<|eot_id|>`.
    Llama3,
    /// `USER: … ASSISTANT:`.
    Llava,
}

fn one() -> u32 {
    1
}

impl LanguageSpec {
    /// What in it cannot be, in words that name the entry.
    pub(super) fn contradiction(&self) -> Option<String> {
        let own = self.normalisation == SQUARE;
        if !own && self.normalisation != IMAGE {
            return Some(format!("language.normalisation {:?} is not known", self.normalisation));
        }
        if own != self.image.is_none() || own != self.template.is_none() {
            let which = if own { "has no" } else { "needs a" };
            return Some(format!(
                "language.normalisation {:?} {which} language.image and language.template",
                self.normalisation
            ));
        }
        if !own && self.boxes != PHOTOGRAPH_BOXES {
            return Some(format!("language.boxes {:?} is not {PHOTOGRAPH_BOXES:?}", self.boxes));
        }
        if !(1..=4096).contains(&self.size) || self.image_tokens == 0 || self.image_tokens >= self.context {
            return Some(format!(
                "language.size {}, image_tokens {} and context {} do not fit each other",
                self.size, self.image_tokens, self.context
            ));
        }
        self.image.as_ref()?.contradiction()
    }
}

impl ImageSpec {
    fn contradiction(&self) -> Option<String> {
        let (least, most) = (self.minimum_tiles, self.maximum_tiles);
        if !(1..=most).contains(&least) || most > TILES {
            return Some(format!("language.image: {least} to {most} tiles is not within 1–{TILES}"));
        }
        if self.family != ImageFamily::Internvl && (most > 1 || self.thumbnail) {
            return Some("language.image: only the internvl family has tiles and a thumbnail".to_owned());
        }
        let sound = self.mean.iter().all(|m| (0.0..=1.0).contains(m))
            && self.std.iter().all(|s| (0.001..=1.0).contains(s));
        (!sound).then(|| "language.image: mean is within 0–1 and std within 0.001–1".to_owned())
    }
}
