//! Both readers, or the one that there is, loaded and self-tested, with the protocol: photographs in, checked Readings out.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::findings::Place;
use super::grounding;
use super::protocol::Protocol;
use super::{report, types::*};
use crate::bundle::{Bundle, Role};
use crate::engine::{EngineChoice, EngineReport};
use crate::evidence::{Evidence, EvidenceReader};
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus::{self, FieldOfView, Frame, Normalised, Photograph};
use crate::language::{self, LanguageReader, Listener, Published};
use crate::terms::*;

/// What is told where a published language model is the only reader.
const ALONE: &str = "This bundle holds a published language model and no evidence reader: one reader of two. Nothing is \
                     measured and nothing assessed; what the model says is its own, and nothing here bears it out.";

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
    /// How long a published language model may look at a photograph, and how long it may take over one answer.
    pub language_time: Duration,
}

/// The language model of a bundle.
pub(super) enum Language {
    /// The software's own: writes the clinical chain under a grammar, beside an evidence reader.
    Own(Box<LanguageReader>),
    /// A published one: writes free text, and is the only reader.
    Published(Box<Published>),
}

/// A photograph as the language model sees it, encoded once, for questions.
pub enum Seen {
    Own(language::Seen),
    /// In a conversation that has not begun.
    Published(language::Talk),
}

/// Both readers with their protocol. Where there is no evidence reader nothing is measured.
pub struct Reader {
    pub(super) evidence: Option<EvidenceReader>,
    pub(super) language: Option<Language>,
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
type Measurement = ((Evidence, Frame), Option<language::Seen>);

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
        if roles.is_empty() {
            return Err(nobody(&bundle));
        }
        let load = crate::engine::LoadOptions {
            choice: options.engine,
            threads: options.threads,
            roles: Some(roles),
            ..Default::default()
        };
        let mut loaded = crate::engine::load_with(&bundle, &load).map_err(|e| e.fault())?;
        let evidence = match loaded.graphs.remove(&Role::Evidence) {
            Some(graph) => Some(EvidenceReader::new(&bundle, graph).map_err(|e| e.fault())?),
            None if bundle.manifest.is_published() => None,
            None => return Err(nobody(&bundle)),
        };
        let language = match (&evidence, has_language && options.language) {
            (_, false) => None,
            (Some(_), true) => {
                let own = LanguageReader::new(&bundle, loaded.graphs).map_err(|e| e.fault())?;
                Some(Language::Own(Box::new(own)))
            }
            (None, true) => {
                let model = Published::new(&bundle, loaded.graphs).map_err(|e| e.fault())?;
                let model = model.with_bounds(options.language_time, Published::TOKENS);
                Some(Language::Published(Box::new(model)))
            }
        };
        let used = used(&bundle, &loaded.report);
        let mut fallbacks = fallbacks(&loaded.report);
        fallbacks.extend(match (&evidence, &language) {
            (Some(_), Some(_)) => None,
            (None, _) => Some(ALONE.to_owned()),
            (_, None) if has_language => {
                Some("The language reader was left out: one reader, not two.".into())
            }
            (_, None) => Some("This bundle has no language reader: one reader, not two.".into()),
        });
        let models = Models {
            evidence: evidence.as_ref().map(|_| used.clone()),
            language: language.as_ref().map(|_| used),
            fallbacks,
        };
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

    /// The software's own language reader, where it runs.
    pub fn language(&mut self) -> Option<&mut LanguageReader> {
        match &mut self.language {
            Some(Language::Own(own)) => Some(own),
            _ => None,
        }
    }

    /// The published language model, where it runs.
    pub fn published(&mut self) -> Option<&mut Published> {
        match &mut self.language {
            Some(Language::Published(model)) => Some(model),
            _ => None,
        }
    }

    /// Photographs that the language model has encoded so far.
    pub fn encoded(&self) -> u64 {
        match &self.language {
            Some(Language::Own(own)) => own.encoded(),
            Some(Language::Published(model)) => model.encoded(),
            None => 0,
        }
    }

    /// A photograph, from its file's bytes, as the language model sees it; `None` where there is none, or no field of view.
    /// Ends where `listener` leaves.
    pub fn see(&mut self, bytes: &[u8], listener: &mut Listener) -> Result<Option<Seen>, Fault> {
        let Some(language) = &mut self.language else { return Ok(None) };
        let photograph = fundus::decode(bytes).map_err(|e| e.fault())?;
        let Some(field) = fundus::field::find(&photograph.rgb) else { return Ok(None) };
        let seen = match language {
            Language::Own(own) => {
                let square = fundus::normalise(&photograph.rgb, &field, own.size());
                own.look(&square.data).map(Seen::Own)
            }
            Language::Published(model) => model.look_while(&[&photograph.rgb], listener).map(Seen::Published),
        };
        seen.map(Some).map_err(|e| e.fault())
    }

    /// Reads one photograph from its file's bytes. `file` is the name that the Reading carries.
    pub fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        Ok(self.read_whole(bytes, file)?.reading)
    }

    /// The same, with the photograph and the maps that the Reading was made from.
    pub fn read_whole(&mut self, bytes: &[u8], file: &str) -> Result<ReadPhotograph, Fault> {
        self.read_as(bytes, file, true)
    }

    /// The same for a conversation about it: a published model is asked nothing yet.
    pub fn read_to_ask(&mut self, bytes: &[u8], file: &str) -> Result<ReadPhotograph, Fault> {
        self.read_as(bytes, file, false)
    }

    fn read_as(&mut self, bytes: &[u8], file: &str, described: bool) -> Result<ReadPhotograph, Fault> {
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
        let (mut evidence, mut seen) = (None, None);
        match field.filter(|_| !not_fundus) {
            Some(field) if self.evidence.is_some() => {
                let measured = self.measure(&photograph, &field, &mut reading, &mut timings)?;
                if measured.is_none() {
                    self.without_field(&mut reading);
                }
                let (found, own) = measured.unzip();
                (evidence, seen) = (found, own.flatten().map(Seen::Own));
            }
            Some(field) => {
                let talk = self.describe(&photograph, &field, &mut reading, &mut timings, described)?;
                seen = talk.map(Seen::Published);
            }
            None => self.without_field(&mut reading),
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
        let Some(reader) = &mut self.evidence else { return Ok(None) };
        let clock = Instant::now();
        let square = fundus::normalise(&photograph.rgb, field, reader.size());
        let evidence = reader.read(&square).map_err(|e| e.fault())?;
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
    ) -> Result<Option<(grounding::Grounded, language::Seen)>, Fault> {
        let Some(language) = self.language() else { return Ok(None) };
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

/// There is no reader to load.
fn nobody(bundle: &Bundle) -> Fault {
    let (message, remedy) = match bundle.manifest.is_published() {
        true => (
            "holds a published language model alone, which was left out",
            "Leave out --no-language, or use a bundle with an evidence reader.",
        ),
        false => ("has no evidence graph", "Use a bundle with an evidence reader."),
    };
    Fault {
        code: FaultCode::BundleInvalid,
        message: format!("{} {message}", bundle.root.display()),
        remedy: remedy.into(),
    }
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

pub(super) fn millis(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}
