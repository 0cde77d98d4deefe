//! Where a fault comes from, and what a technician without training in ophthalmology does about it.

use crate::terms::{Cause, QualityReason, Verdict};

/// Technique is mended by taking the photograph again; small pupils and cloudy media are not.
pub(super) fn cause(reasons: &[QualityReason]) -> Option<Cause> {
    use QualityReason::*;
    let gravest = *reasons.first()?;
    let hazy = reasons.contains(&LowContrast);
    let shaded = reasons.contains(&UnevenIllumination);
    let physiology = match gravest {
        LowContrast => !reasons.contains(&Defocus),
        UnevenIllumination => true,
        Underexposed => shaded || hazy,
        _ => false,
    };
    Some(if physiology { Cause::Physiology } else { Cause::Technique })
}

/// One or two short sentences about the gravest fault; empty where the photograph is good.
pub(super) fn instruction(verdict: Verdict, reasons: &[QualityReason], cause: Option<Cause>) -> String {
    use QualityReason::*;
    let Some(&gravest) = reasons.first() else { return String::new() };
    let act = match (gravest, cause) {
        (NotFundus, _) => {
            "This is not a photograph of the back of an eye. Check the file, or take a photograph with the fundus camera."
        }
        (TooSmall, _) => {
            "The picture is too small to read. Save it at the camera's full size and send it again."
        }
        (UnevenIllumination | Underexposed | LowContrast, Some(Cause::Physiology)) => {
            "Let the person sit in the dark for five minutes, or widen the pupil if that is allowed, then take it again. If it stays so, refer as ungradable."
        }
        (Defocus, _) => {
            "Refocus until the blood vessels are sharp, ask the person to keep still, and take it again."
        }
        (Underexposed, _) => {
            "Raise the flash and check that the light goes through the middle of the pupil, then take it again."
        }
        (Overexposed, _) => "Lower the flash and take it again.",
        (UnevenIllumination, _) => {
            "Move the camera until the light is even across the whole circle, then take it again."
        }
        (Decentred, _) => {
            "Move the camera until the whole round picture is in view, with the person looking at the fixation light, and take it again."
        }
        (FieldCutOff, _) => {
            "Part of the round picture is missing. Fit the whole circle in the frame and take it again."
        }
        (Artefact, _) => {
            "Ask the person to open the eye wide and hold the lid and lashes away. Wipe the lens, and take it again."
        }
        (LowContrast, _) => "Clean the lens, check the distance to the eye and refocus, then take it again.",
    };
    if verdict == Verdict::Usable {
        format!("It can be read. For a better picture: {}", lower(act))
    } else {
        act.to_owned()
    }
}

/// The sentence as it continues another.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
