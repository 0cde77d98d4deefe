//! A photograph that a published language model alone looks at. Its words stand in the Reading as its own: they are no
//! finding, measure nothing, assess nothing and move no referral.

use std::time::Instant;

use super::checks::boxes_in_field;
use super::findings::Located;
use super::grounding::laid;
use super::reader::{Reader, millis};
use super::referral::{Grounds, refer};
use super::{chain, types::*};
use crate::fault::{Explain, Fault};
use crate::fundus::frame::from_999;
use crate::fundus::{FieldOfView, Photograph};
use crate::language::{Description, Stop, Talk};
use crate::terms::*;
use crate::words;

/// Why there is no number, where nothing is measured; a sentence of the catalogues.
const UNMEASURED: &str = "reading-missing-evidence";

impl Reader {
    /// Fills in what is known of a photograph with a field of view where nothing measures: its quality, a description in
    /// the model's own words unless it can't be graded or none was asked for, and that a person has to look at it. Gives
    /// the conversation in which questions can follow; what was asked here is no part of it.
    pub(super) fn describe(
        &mut self,
        photograph: &Photograph,
        field: &FieldOfView,
        reading: &mut Reading,
        timings: &mut Timings,
        described: bool,
    ) -> Result<Option<Talk>, Fault> {
        let gradable = reading.quality.verdict != Verdict::Reject;
        let clock = Instant::now();
        let mut talk = None;
        let mut said = None;
        // No words about a photograph that has to be taken again.
        if let Some(model) = self.published().filter(|_| gradable) {
            let mut seen = model.look(&[&photograph.rgb]).map_err(|e| e.fault())?;
            if described {
                let prompt = model.prompt();
                let description = model.say(&mut seen, &prompt).map_err(|e| e.fault())?;
                said = Some(step(&description, field, photograph));
                seen.begin_anew();
            }
            talk = Some(seen);
            timings.language = millis(clock);
        }
        let unmeasured = words::word(Lang::En, UNMEASURED);
        let biometry = &mut reading.biometry;
        let (cup, ratio) = (&mut reading.landmarks.cup, &mut biometry.cup_disc_ratio_vertical);
        for missing in [cup, ratio, &mut biometry.vessel_density] {
            *missing = Measured::absent(&unmeasured);
        }
        let grounds = Grounds { dr: None, dme: None, referable: None, gradable, checks: &[] };
        reading.referral = refer(&grounds, &self.protocol);
        reading.chain = chain::unmeasured(Lang::En, &reading.quality, &reading.referral);
        if let Some((said, outside)) = said {
            reading.checks = vec![boxes_in_field(outside)];
            let features = reading.chain.iter_mut().find(|step| step.step == Step::Features);
            if let Some(features) = features.filter(|_| !said.text.is_empty()) {
                *features = said;
            }
        }
        Ok(talk)
    }
}

/// A box that a language model names, drawn into the field of view of the photograph; `None` where nothing is left of it.
pub fn in_field(image: &ImageFacts, bounds: Box999) -> Option<Box999> {
    let circle = image.field_of_view.as_ref()?;
    let field = FieldOfView::new(circle.cx, circle.cy, circle.r, image.width, image.height);
    located(&field, image.width, image.height, bounds).map(|at| at.bounds)
}

fn located(field: &FieldOfView, width: u32, height: u32, [x1, y1, x2, y2]: Box999) -> Option<Located> {
    let photo = [from_999(x1, width), from_999(y1, height), from_999(x2, width), from_999(y2, height)];
    Located::within(field, width, height, photo)
}

/// A description as a step of the chain, and how many of its boxes lie outside the field of view. It is one step, because
/// the model was never taught the others.
fn step(said: &Description, field: &FieldOfView, photograph: &Photograph) -> (ChainStep, usize) {
    let locate = |bounds| located(field, photograph.width, photograph.height, bounds);
    let (text, outside) = laid(&said.segments(), locate, |_, _| {});
    let mut text = text.trim().to_owned();
    if said.stop != Stop::Whole && !text.is_empty() {
        text.push_str(" …");
    }
    let step = ChainStep {
        step: Step::Features,
        text,
        findings: vec![],
        source: Source::Language,
        unverified: true,
    };
    (step, outside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words;

    fn said(text: &str, stop: Stop) -> Description {
        Description {
            text: text.into(),
            raw: text.into(),
            places: vec![],
            dropped: 0,
            stop,
            whole: stop == Stop::Whole,
            tokens: 1,
            read: 1,
            forgotten: 0,
            grid: (1, 1),
        }
    }

    fn photograph(width: u32, height: u32) -> Photograph {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        crate::fundus::decode(bytes.get_ref()).unwrap()
    }

    #[test]
    fn boxes_are_drawn_into_the_field_and_those_outside_of_it_go() {
        let (photograph, field) = (photograph(1000, 500), FieldOfView::new(500.0, 250.0, 240.0, 1000, 500));
        let text = "A <ref>disc</ref><box>[[500, 400, 600, 600]]</box> and <ref>hole</ref><box>[[0, 0, 50, 50]]</box>.";
        let (step, outside) = step(&said(text, Stop::Whole), &field, &photograph);
        assert_eq!(outside, 1);
        assert!(step.unverified && step.source == Source::Language && step.findings.is_empty());
        assert_eq!(step.text, "A <ref>disc</ref><box>[[500, 400, 599, 599]]</box> and hole.");
        assert_eq!(words(&step.text), "A disc and hole.");
    }

    #[test]
    fn what_broke_off_says_so() {
        let (photograph, field) = (photograph(100, 100), FieldOfView::new(50.0, 50.0, 48.0, 100, 100));
        assert_eq!(step(&said("A pale", Stop::Budget), &field, &photograph).0.text, "A pale …");
        assert_eq!(step(&said(" ", Stop::Deadline), &field, &photograph).0.text, "");
    }
}
