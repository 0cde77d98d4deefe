//! Where a fault comes from, and what a technician without training in ophthalmology does about it.

use crate::terms::{Cause, Lang, QualityReason, Verdict};
use crate::words;

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
pub fn instruction(verdict: Verdict, reasons: &[QualityReason], cause: Option<Cause>, lang: Lang) -> String {
    use QualityReason::*;
    let Some(&gravest) = reasons.first() else { return String::new() };
    let act = match (gravest, cause) {
        (UnevenIllumination | Underexposed | LowContrast, Some(Cause::Physiology)) => {
            words::word(lang, "reading-do-physiology")
        }
        _ => words::word(lang, &format!("reading-do-{gravest}")),
    };
    if verdict == Verdict::Usable {
        words::say(lang, "reading-do-better", &[("act", words::lower(&act).into())])
    } else {
        act
    }
}
