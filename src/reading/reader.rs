//! Both readers, loaded and self-tested, with the protocol: photographs in, checked Readings out.

use std::path::PathBuf;
use std::time::Instant;

use super::checks::{self, Facts, Said};
use super::conditions::{Graded, conditions};
use super::findings::{Place, findings, landmarks};
use super::grounding;
use super::protocol::Protocol;
use super::referral::{Grounds, refer};
use super::{chain, report, types::*};
use crate::bundle::{Bundle, Role};
use crate::engine::{EngineChoice, EngineReport};
use crate::evidence::{Evidence, EvidenceReader};
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus::{self, FieldOfView, Frame, Normalised, Photograph};
use crate::language::LanguageReader;
use crate::terms::*;

/// What a Reader is loaded with.
#[derive(Debug, Clone)]
pub struct ReaderOptions {
    /// The bundle's folder.
    pub bundle: PathBuf,
    pub engine: EngineChoice,
    /// The protocol file; the built-in `icdr-ico` where none is given.
    pub protocol: Option<PathBuf>,
    /// BCP 47 of the report.
    pub lang: String,
    /// Processor threads for the engines.
    pub threads: usize,
    /// Whether the language reader runs, where the bundle has one.
    pub language: bool,
}

/// Both readers with their protocol.
pub struct Reader {
    evidence: EvidenceReader,
    language: Option<LanguageReader>,
    protocol: Protocol,
    models: Models,
    /// Labels with a measured claim; others are research.
    labels: Vec<Label>,
    /// Whether a claim supports grading retinopathy and oedema risk.
    grades: Grades,
}

#[derive(Clone, Copy)]
struct Grades {
    dr: bool,
    dme: bool,
    referable: bool,
}

/// A Reading with what it was made from.
pub struct ReadPhotograph {
    pub reading: Reading,
    pub photograph: Photograph,
    /// `None` where no field of view was found.
    pub evidence: Option<(Evidence, Frame)>,
}

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
            remedy: "Use a bundle with an evidence reader; a language model alone cannot screen yet.".into(),
        })?;
        let evidence = EvidenceReader::new(&bundle, graph).map_err(|e| e.fault())?;
        let language = match has_language && options.language {
            true => Some(LanguageReader::new(&bundle, loaded.graphs).map_err(|e| e.fault())?),
            false => None,
        };
        let claimed = |task: &str| bundle.manifest.claims.iter().any(|c| c.task == task && !c.research);
        let labels =
            Label::ALL.iter().copied().filter(|l| claimed(&format!("{}_pixels", l.word()))).collect();
        let grades =
            Grades { dr: claimed("referable_dr"), dme: claimed("dme_risk"), referable: claimed("referable") };
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
        Ok(Reader { evidence, language, protocol, models, labels, grades })
    }

    /// Which bundle, engine and provider run, and what was fallen back from.
    pub fn models(&self) -> Models {
        self.models.clone()
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
        let quality = Quality {
            verdict: assessment.verdict,
            score: assessment.score,
            reasons: assessment.reasons,
            cause: assessment.cause,
            instruction: assessment.instruction,
        };
        timings.quality = millis(clock);
        let mut reading = self.blank(file, &photograph, field.as_ref(), quality);
        let not_fundus = reading.quality.reasons.contains(&QualityReason::NotFundus);
        let evidence = match field.filter(|_| !not_fundus) {
            Some(field) => Some(self.measure(&photograph, &field, &mut reading, &mut timings)?),
            None => {
                self.without_field(&mut reading);
                None
            }
        };
        timings.total = millis(start);
        reading.timings_ms = timings;
        reading.report = report::report(&reading);
        Ok(ReadPhotograph { reading, photograph, evidence })
    }

    /// Runs both readers on a photograph with a field of view and fills in what they say.
    fn measure(
        &mut self,
        photograph: &Photograph,
        field: &FieldOfView,
        reading: &mut Reading,
        timings: &mut Timings,
    ) -> Result<(Evidence, Frame), Fault> {
        let clock = Instant::now();
        let square = fundus::normalise(&photograph.rgb, field, self.evidence.size());
        let evidence = self.evidence.read(&square).map_err(|e| e.fault())?;
        timings.evidence = millis(clock);
        let frame = square.frame;
        let place =
            Place { frame: &frame, field, disc: evidence.disc.as_ref(), fovea: evidence.fovea.as_ref() };
        let clock = Instant::now();
        let said = self.listen(&photograph.rgb, &square, field, &place)?;
        timings.language = if said.is_some() { millis(clock) } else { 0 };
        self.compose(&evidence, &place, said, reading);
        Ok((evidence, frame))
    }

    /// The language reader's chain in the photograph's coordinates.
    fn listen(
        &mut self,
        rgb: &image::RgbImage,
        square: &Normalised,
        field: &FieldOfView,
        place: &Place,
    ) -> Result<Option<grounding::Grounded>, Fault> {
        let Some(language) = &mut self.language else { return Ok(None) };
        let own;
        let square = match language.size() == square.frame.size {
            true => square,
            false => {
                own = fundus::normalise(rgb, field, language.size());
                &own
            }
        };
        let chain = language.chain(&square.data).map_err(|e| e.fault())?;
        Ok(Some(grounding::ground(&chain, &square.frame, place)))
    }

    fn compose(
        &self,
        evidence: &Evidence,
        place: &Place,
        said: Option<grounding::Grounded>,
        reading: &mut Reading,
    ) {
        let graded = |claimed: bool, at_least: &[f32], task: &str| {
            claimed.then(|| Graded {
                at_least: at_least.to_vec(),
                uncertain: self.evidence.uncertain(task),
                abstention: self.abstention(task, evidence),
            })
        };
        let dr = graded(self.grades.dr, &evidence.dr, "dr");
        let dme = graded(self.grades.dme, &evidence.dme, "dme");
        let referable = self.grades.referable.then_some(evidence.referable);
        let gradable = reading.quality.verdict != Verdict::Reject;

        reading.image.novelty = evidence.novelty.map(|n| Novelty { value: n.value, limit: n.limit });
        reading.eye = eye(place);
        reading.landmarks = landmarks(place);
        reading.findings_assessed = self.labels.clone();
        reading.findings = findings(&evidence.lesions, place, &self.labels);
        reading.biometry.vessel_density = vessel_density(evidence.vessel_density);
        reading.conditions = conditions(dr.as_ref(), dme.as_ref(), &reading.findings, gradable);
        let heard: Option<&Said> = said.as_ref().map(|s| &s.said);
        reading.checks = checks::check(
            &Facts {
                place,
                findings: &reading.findings,
                assessed: &self.labels,
                dr: dr.as_ref(),
                dme: dme.as_ref(),
                verdict: reading.quality.verdict,
                novelty: evidence.novelty,
                said: heard,
            },
            &self.protocol,
        );
        soften(reading);
        let grounds =
            Grounds { dr: dr.as_ref(), dme: dme.as_ref(), referable, gradable, checks: &reading.checks };
        reading.referral = refer(&grounds, &self.protocol);
        reading.referral.abstention = referable.and_then(|_| self.abstention("referable", evidence));
        let supported = |c: &Check| c.rule == Rule::LanguageBoxesSupported && c.passed;
        let told = self.told(reading, place);
        reading.chain = match said {
            Some(said) => chain::interleave(
                &told,
                grounding::cite(said.steps, &reading.findings, &self.protocol),
                reading.checks.iter().any(supported),
            ),
            None => chain::structure(&told),
        };
    }

    /// The error rates stated for a task.
    fn abstention(&self, task: &str, evidence: &Evidence) -> Option<Abstention> {
        let band = self.evidence.conformal(task)?;
        Some(Abstention {
            low: band.low,
            high: band.high,
            miss_rate: band.miss_rate,
            false_alarm_rate: band.false_alarm_rate,
            positives: band.positives,
            negatives: band.negatives,
            applies: !evidence.novelty.is_some_and(|novelty| novelty.is_unlike()),
        })
    }

    fn told<'a>(&'a self, reading: &'a Reading, place: &'a Place<'a>) -> chain::Told<'a> {
        chain::Told {
            quality: &reading.quality,
            eye: &reading.eye,
            landmarks: &reading.landmarks,
            place,
            assessed: &self.labels,
            findings: &reading.findings,
            conditions: &reading.conditions,
            referral: &reading.referral,
            protocol: &self.protocol,
        }
    }

    /// A Reading with the photograph's own facts, in which nothing was assessed yet.
    fn blank(
        &self,
        file: &str,
        photograph: &Photograph,
        field: Option<&FieldOfView>,
        quality: Quality,
    ) -> Reading {
        let none = "no field of view was found";
        Reading {
            schema: SCHEMA.into(),
            id: ulid::Ulid::generate().to_string(),
            created_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            file: file.into(),
            software: env!("CARGO_PKG_VERSION").into(),
            protocol: self.protocol.id(),
            image: ImageFacts {
                sha256: photograph.sha256.clone(),
                width: photograph.width,
                height: photograph.height,
                field_of_view: field.map(|f| FieldCircle { cx: f.cx, cy: f.cy, r: f.r }),
                novelty: None,
            },
            quality,
            eye: Eye { laterality: Laterality::Unknown, probability: 0.0 },
            landmarks: Landmarks { disc: None, cup: Measured::absent(none), fovea: None },
            findings_assessed: vec![],
            findings: vec![],
            biometry: Biometry {
                vessel_density: Measured::absent(none),
                cup_disc_ratio_vertical: Measured::absent("no claim supports measuring the cup"),
            },
            conditions: conditions(None, None, &[], false),
            chain: vec![],
            checks: vec![],
            referral: refer(
                &Grounds { dr: None, dme: None, referable: None, gradable: false, checks: &[] },
                &self.protocol,
            ),
            report: Report { lang: "en".into(), text: String::new() },
            models: self.models.clone(),
            timings_ms: Timings::default(),
            maps: None,
        }
    }

    /// What does not look like a fundus photograph: only its quality is told.
    fn without_field(&self, reading: &mut Reading) {
        let told = |step, text: &str| ChainStep {
            step,
            text: text.into(),
            findings: vec![],
            source: Source::Structure,
        };
        let nothing = "Nothing was looked for: this does not look like a photograph of a fundus.";
        reading.chain = Step::ALL
            .iter()
            .map(|&step| match step {
                Step::Quality => {
                    told(step, &format!("The photograph cannot be graded. {}", reading.quality.instruction))
                }
                Step::Management => told(step, &chain::management(&reading.referral)),
                _ => told(step, nothing),
            })
            .collect();
    }
}

/// A failed rule about a condition takes the certainty from its status; the referral keeps the more pressing side.
fn soften(reading: &mut Reading) {
    let failed = |rules: &[Rule]| reading.checks.iter().any(|c| !c.passed && rules.contains(&c.rule));
    let dr = failed(&[Rule::StageHasLesions, Rule::LesionsHaveStage, Rule::ReadersAgreeReferable]);
    let dme = failed(&[Rule::OedemaMatchesExudates]);
    for condition in &mut reading.conditions {
        let doubted = match condition.condition {
            Condition::DiabeticRetinopathy => dr,
            Condition::MacularEdema => dme,
            _ => false,
        };
        if doubted && condition.status != Status::NotAssessed {
            condition.status = Status::Uncertain;
        }
    }
}

fn eye(place: &Place) -> Eye {
    let landmark = |centre: [f32; 2], score: f32| {
        let (x, y) = place.frame.to_photo(centre[0], centre[1]);
        fundus::Landmark { x, y, score }
    };
    let disc = place.disc.map(|d| landmark(d.centre, d.score));
    let fovea = place.fovea.map(|f| landmark(f.centre, f.score));
    let (laterality, probability) = fundus::laterality(disc, fovea, Some(place.field));
    Eye { laterality, probability }
}

fn vessel_density(value: Option<f32>) -> Measured {
    match value {
        Some(value) => Measured {
            value: Some(value),
            unit: Some("ratio".into()),
            region: Some("field".into()),
            reason: None,
        },
        None => Measured::absent("this bundle draws no vessels"),
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

fn millis(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}
