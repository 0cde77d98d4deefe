//! The language reader's chain laid over the photograph: boxes mapped and cut to the field of view, findings cited.

use super::chain::grounded;
use super::checks::{Said, overlap};
use super::findings::{Located, Place};
use super::protocol::Protocol;
use super::types::{ChainStep, Finding};
use crate::fundus::Frame;
use crate::language::{Chain, Segment};
use crate::terms::{Label, Source, Step};

/// The chain in the photograph's coordinates, and what the rules need of it.
pub struct Grounded {
    pub steps: Vec<PlacedStep>,
    pub said: Said,
}

/// One step with the pixels of the lesion boxes it names.
pub struct PlacedStep {
    pub step: ChainStep,
    pub lesions: Vec<(Label, [u32; 4])>,
}

/// Maps every box through the square that the language reader saw; what lies outside the field of view is left out
/// and counted.
pub fn ground(chain: &Chain, frame: &Frame, place: &Place) -> Grounded {
    let mut said = Said { complete: chain.complete, outside: 0, ..Said::default() };
    let steps = chain
        .steps
        .iter()
        .map(|written| {
            let mut lesions = Vec::new();
            let locate = |b| place.locate_photo(frame.box_from_crop_999(b));
            let (text, outside) = laid(&written.segments, locate, |name, located| {
                let label = Label::ALL.iter().copied().find(|label| label.plain() == name);
                lesions.extend(label.into_iter().flat_map(|l| located.iter().map(move |at| (l, at.pixels))));
            });
            said.outside += outside;
            said.lesions.extend(lesions.iter().copied());
            if written.step == Step::Diagnosis {
                said.icdr = digit_after(&text, "(ICDR ", 4);
                said.dme = digit_after(&text, "Macular oedema risk ", 2);
            }
            let step = ChainStep {
                step: written.step,
                text: text.trim().into(),
                findings: vec![],
                source: Source::Language,
                unverified: false,
            };
            PlacedStep { step, lesions }
        })
        .collect();
    Grounded { steps, said }
}

/// Text with its boxes where they lie in the photograph, and how many of them lie nowhere in its field of view and were
/// left out; `named` is told each name with the places that are left of it.
pub(super) fn laid(
    segments: &[Segment],
    locate: impl Fn([u16; 4]) -> Option<Located>,
    mut named: impl FnMut(&str, &[Located]),
) -> (String, usize) {
    let mut text = String::new();
    let mut outside = 0;
    for segment in segments {
        match segment {
            Segment::Text(words) => text.push_str(words),
            Segment::Grounded { name, boxes } => {
                let located: Vec<Located> = boxes.iter().filter_map(|&bounds| locate(bounds)).collect();
                outside += boxes.len() - located.len();
                if located.is_empty() {
                    text.push_str(name);
                    continue;
                }
                named(name, &located);
                text.push_str(&grounded(name, &located.iter().map(|at| at.bounds).collect::<Vec<_>>()));
            }
        }
    }
    (text, outside)
}

/// The digit right after `mark`, if it is one of 0–`most`.
pub(super) fn digit_after(text: &str, mark: &str, most: u8) -> Option<u8> {
    let at = text.find(mark)? + mark.len();
    let digit = text.as_bytes().get(at)?.checked_sub(b'0')?;
    (digit <= most).then_some(digit)
}

/// Cites, by id, the findings of the same label that a step's boxes lie on.
pub fn cite(steps: Vec<PlacedStep>, findings: &[Finding], protocol: &Protocol) -> Vec<ChainStep> {
    let least = protocol.checks.language_box_overlap;
    steps
        .into_iter()
        .map(|PlacedStep { mut step, lesions }| {
            let lies_on = |f: &&Finding| {
                lesions.iter().any(|(label, bounds)| f.label == *label && overlap(f.box_px, *bounds) >= least)
            };
            step.findings = findings.iter().filter(lies_on).map(|f| f.id.clone()).collect();
            step
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::digit_after;

    #[test]
    fn a_grade_is_read_from_the_words_and_only_if_it_is_one() {
        let text = "Moderate non-proliferative diabetic retinopathy (ICDR 2). Macular oedema risk 1.";
        assert_eq!(digit_after(text, "(ICDR ", 4), Some(2));
        assert_eq!(digit_after(text, "Macular oedema risk ", 2), Some(1));
        assert_eq!(digit_after("(ICDR 7)", "(ICDR ", 4), None);
        assert_eq!(digit_after("(ICDR ", "(ICDR ", 4), None);
    }
}
