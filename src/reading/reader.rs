//! Both readers, loaded and self-tested, with the protocol: photographs in, checked Readings out.

use std::path::PathBuf;
use std::time::Instant;

use super::findings::Place;
use super::grounding;
use super::protocol::Protocol;
use super::{report, types::*};
use crate::bundle::{Bundle, Role};
use crate::engine::{EngineChoice, EngineReport};
use crate::evidence::{Evidence, EvidenceReader};
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus::{self, FieldOfView, Frame, Normalised, Photograph};
use crate::language::{LanguageReader, Seen};
use crate::terms::*;

/// What a Reader is loaded with.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct ReaderOptions {
    /// The bundle's folder.
    pub bundle: PathBuf,
    pub engine: EngineChoice,
    /// The protocol file; the built-in `icdr-ico` where none is given.
    pub protocol: Option<PathBuf>,
    /// The language of every composed sentence.
    pub lang: Lang,
    /// Processor threads for the engines.
    pub threads: usize,
    /// Whether the language reader runs, where the bundle has one.
    pub language: bool,
    /// Whether what only drawn eyes support is read too, marked as research.
    pub research: bool,
}

/// Both readers with their protocol.
pub struct Reader {
    pub(super) evidence: EvidenceReader,
    language: Option<LanguageReader>,
    pub(super) protocol: Protocol,
    pub(super) models: Models,
    /// What a claim supports.
    pub(super) claimed: Claimed,
    /// Whether what only drawn eyes support is read too.
    pub(super) research: bool,
    lang: Lang,
}

/// What the bundle's claims support.
pub(super) struct Claimed {
    /// Labels with a measured claim; all others are research.
    pub labels: Vec<Label>,
    /// Labels that were measured, but too weakly or on too little: shown as research.
    pub weak: Vec<Label>,
    /// Grading retinopathy.
    pub dr: bool,
    /// Grading macular oedema risk.
    pub dme: bool,
    /// Calling an eye referable.
    pub referable: bool,
}

impl Claimed {
    /// Whether real photographs say anything of what is found of this label.
    pub fn measured(&self, label: Label) -> bool {
        self.labels.contains(&label) || self.weak.contains(&label)
    }

    fn by(bundle: &Bundle) -> Claimed {
        let claims = &bundle.manifest.claims;
        let claimed = |task: &str| claims.iter().any(|c| c.task == task && !c.research);
        let measured = |task: &str| claims.iter().any(|c| c.task == task);
        let pixels = |label: &Label| format!("{}_pixels", label.word());
        let (labels, others): (Vec<Label>, Vec<Label>) = Label::ALL.iter().partition(|l| claimed(&pixels(l)));
        Claimed {
            weak: others.into_iter().filter(|l| measured(&pixels(l))).collect(),
            labels,
            dr: claimed("referable_dr"),
            dme: claimed("dme_risk"),
            referable: claimed("referable"),
        }
    }
}

/// A Reading with what it was made from.
pub struct ReadPhotograph {
    pub reading: Reading,
    pub photograph: Photograph,
    /// `None` where no field of view was found.
    pub evidence: Option<(Evidence, Frame)>,
    /// As the language reader saw it, for questions; `None` where it did not look.
    pub seen: Option<Seen>,
}

/// What the evidence reader measured, and the photograph as the language reader saw it.
type Measurement = ((Evidence, Frame), Option<Seen>);

impl Reader {
    /// Loads bundle, engine and protocol; refuses, naming the file, what does not hold together.
    pub fn load(options: &ReaderOptions) -> Result<Reader, Fault> {
        let protocol = Protocol::load(options.protocol.as_deref()).map_err(|e| e.fault())?;
        let bundle = Bundle::open(&options.bundle).map_err(|e| e.fault())?;
        let has_language = bundle.manifest.language.is_some();
        let mut roles = bundle.manifest.roles();
        if !options.language {
            roles.retain(|role| !Role::LANGUAGE.contains(role));
        }
        let load = crate::engine::LoadOptions {
            choice: options.engine,
            threads: options.threads,
            roles: Some(roles),
            ..Default::default()
        };
        let mut loaded = crate::engine::load_with(&bundle, &load).map_err(|e| e.fault())?;
        let graph = loaded.graphs.remove(&Role::Evidence).ok_or_else(|| Fault {
            code: FaultCode::BundleInvalid,
            message: format!("{} has no evidence graph", options.bundle.display()),
            remedy: "Use a bundle with an evidence reader; a published language model alone can be asked with `ocellus describe`.".into(),
        })?;
        let evidence = EvidenceReader::new(&bundle, graph).map_err(|e| e.fault())?;
        let language = match has_language && options.language {
            true => Some(LanguageReader::new(&bundle, loaded.graphs).map_err(|e| e.fault())?),
            false => None,
        };
        let used = used(&bundle, &loaded.report);
        let mut fallbacks = fallbacks(&loaded.report);
        if language.is_none() {
            fallbacks.push(match has_language {
                true => "The language reader was left out: one reader, not two.".into(),
                false => "This bundle has no language reader: one reader, not two.".into(),
            });
        }
        let models =
            Models { evidence: Some(used.clone()), language: language.as_ref().map(|_| used), fallbacks };
        let claimed = Claimed::by(&bundle);
        Ok(Reader {
            evidence,
            language,
            protocol,
            models,
            claimed,
            research: options.research,
            lang: options.lang,
        })
    }

    /// Which bundle, engine and provider run, and what was fallen back from.
    pub fn models(&self) -> Models {
        self.models.clone()
    }

    /// The protocol that referrals follow.
    pub fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// The language reader, where it runs.
    pub fn language(&mut self) -> Option<&mut LanguageReader> {
        self.language.as_mut()
    }

    /// A photograph, from its file's bytes, as the language reader sees it; `None` where there is no language reader or
    /// no field of view.
    pub fn see(&mut self, bytes: &[u8]) -> Result<Option<Seen>, Fault> {
        let Some(language) = &mut self.language else { return Ok(None) };
        let photograph = fundus::decode(bytes).map_err(|e| e.fault())?;
        let Some(field) = fundus::field::find(&photograph.rgb) else { return Ok(None) };
        let square = fundus::normalise(&photograph.rgb, &field, language.size());
        language.look(&square.data).map(Some).map_err(|e| e.fault())
    }

    /// Reads one photograph from its file's bytes. `file` is the name that the Reading carries.
    pub fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        Ok(self.read_whole(bytes, file)?.reading)
    }

    /// The same, with the photograph and the maps that the Reading was made from.
    pub fn read_whole(&mut self, bytes: &[u8], file: &str) -> Result<ReadPhotograph, Fault> {
        let start = Instant::now();
        let mut timings = Timings::default();
        let photograph = fundus::decode(bytes).map_err(|e| e.fault())?;
        timings.decode = millis(start);
        let clock = Instant::now();
        let field = fundus::field::find(&photograph.rgb);
        let assessment = fundus::quality::assess(&photograph, field.as_ref());
        let quality = Quality::from(assessment);
        timings.quality = millis(clock);
        let mut reading = self.blank(file, &photograph, field.as_ref(), quality);
        let not_fundus = reading.quality.reasons.contains(&QualityReason::NotFundus);
        let (evidence, seen) = match field.filter(|_| !not_fundus) {
            Some(field) => self.measure(&photograph, &field, &mut reading, &mut timings)?.unzip(),
            None => (None, None),
        };
        let seen = seen.flatten();
        if evidence.is_none() {
            self.without_field(&mut reading);
        }
        timings.total = millis(start);
        reading.timings_ms = timings;
        reading.report = report::report(&reading, Lang::En);
        let reading = super::speak(&reading, self.lang);
        Ok(ReadPhotograph { reading, photograph, evidence, seen })
    }

    /// Runs both readers on a photograph with a field of view and fills in what they say; `None` where the evidence
    /// reader sees nothing of an eye in it.
    fn measure(
        &mut self,
        photograph: &Photograph,
        field: &FieldOfView,
        reading: &mut Reading,
        timings: &mut Timings,
    ) -> Result<Option<Measurement>, Fault> {
        let clock = Instant::now();
        let square = fundus::normalise(&photograph.rgb, field, self.evidence.size());
        let evidence = self.evidence.read(&square).map_err(|e| e.fault())?;
        timings.evidence = millis(clock);
        if reading.quality.verdict != Verdict::Reject && shows_no_eye(&evidence) {
            reading.quality = fundus::quality::no_fundus().into();
            return Ok(None);
        }
        let frame = square.frame;
        let place =
            Place { frame: &frame, field, disc: evidence.disc.as_ref(), fovea: evidence.fovea.as_ref() };
        let clock = Instant::now();
        let heard = self.listen(&photograph.rgb, &square, field, &place).unwrap_or_else(|fault| {
            // What was measured is not held back for it.
            tracing::warn!(code = ?fault.code, "the language reader failed: {}", fault.message);
            reading.models.language = None;
            let told = format!("The language reader failed: one reader, not two. {}", fault.message);
            reading.models.fallbacks.push(told);
            None
        });
        let (said, seen) = heard.unzip();
        timings.language = if said.is_some() { millis(clock) } else { 0 };
        self.compose(&evidence, &place, said, reading);
        Ok(Some(((evidence, frame), seen)))
    }

    /// The language reader's chain in the photograph's coordinates.
    fn listen(
        &mut self,
        rgb: &image::RgbImage,
        square: &Normalised,
        field: &FieldOfView,
        place: &Place,
    ) -> Result<Option<(grounding::Grounded, Seen)>, Fault> {
        let Some(language) = &mut self.language else { return Ok(None) };
        let own;
        let square = match language.size() == square.frame.size {
            true => square,
            false => {
                own = fundus::normalise(rgb, field, language.size());
                &own
            }
        };
        let seen = language.look(&square.data).map_err(|e| e.fault())?;
        let chain = language.chain_of(&seen).map_err(|e| e.fault())?;
        Ok(Some((grounding::ground(&chain, &square.frame, place), seen)))
    }
}

impl From<fundus::quality::Assessment> for Quality {
    fn from(assessment: fundus::quality::Assessment) -> Quality {
        Quality {
            verdict: assessment.verdict,
            score: assessment.score,
            reasons: assessment.reasons,
            cause: assessment.cause,
            instruction: assessment.instruction,
        }
    }
}

/// Neither disc nor fovea nor vessels: a picture that deceived the rules of light and colour.
fn shows_no_eye(evidence: &Evidence) -> bool {
    /// A landmark below this score, and less than this share of vessels, count as none.
    const LANDMARK: f32 = 0.3;
    const VESSELS: f32 = 0.03;
    evidence.vessel_density.is_some_and(|share| share < VESSELS)
        && evidence.disc.as_ref().is_none_or(|disc| disc.score < LANDMARK)
        && evidence.fovea.as_ref().is_none_or(|fovea| fovea.score < LANDMARK)
}

fn used(bundle: &Bundle, report: &EngineReport) -> ModelUsed {
    ModelUsed {
        bundle: bundle.manifest.name.clone(),
        version: bundle.manifest.version.clone(),
        sha256: bundle.sha256.clone(),
        engine: report.engine.clone(),
        provider: report.provider.clone(),
        precision: report.precision.clone(),
    }
}

/// What a person at the screen is told of engines that were passed over. A graphics processor that this runtime was
/// never built for is no fallback; `ocellus doctor` names it.
fn fallbacks(report: &EngineReport) -> Vec<String> {
    let told = report.passed_over.iter().filter(|p| !p.expected);
    told.map(|p| {
        format!(
            "Running on {}/{}, because {} was passed over: {}",
            report.engine, report.provider, p.candidate, p.reason
        )
    })
    .collect()
}

fn millis(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}
