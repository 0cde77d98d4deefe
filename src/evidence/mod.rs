//! Runs the vision graph: maps become findings, landmarks and condition probabilities.
//! Everything here is in pixels of the normalised square; `reading` lays it over the photograph.

mod calibration;
pub mod course;
pub mod cup;
pub mod landmarks;
pub mod lesions;
pub mod map;

use crate::bundle::{Bundle, BundleError, Conformal, EvidenceSpec, HEADS, MANIFEST_FILE};
use crate::engine::{EngineError, Graph, Tensor, Value, take};
use crate::fault::{Explain, FaultCode};
use crate::fundus::Normalised;
use crate::terms::{Condition, Label};

use course::Course;
use cup::CupFound;
use landmarks::{DiscFound, FoveaFound};
use lesions::Lesion;
use map::Map;

#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    #[error("the evidence graph failed")]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error("the evidence graph gave {what}")]
    Output { what: String },
}

impl Explain for EvidenceError {
    fn code(&self) -> FaultCode {
        match self {
            Self::Engine(error) => error.code(),
            Self::Bundle(error) => error.code(),
            Self::Output { .. } => FaultCode::EngineFailed,
        }
    }
    fn remedy(&self) -> String {
        match self {
            Self::Engine(error) => error.remedy(),
            Self::Bundle(error) => error.remedy(),
            Self::Output { .. } => {
                "Verify the bundle with `ocellus model verify`, or use another one.".into()
            }
        }
    }
}

/// A map with the name it has in the manifest.
#[derive(Debug, Clone)]
pub struct NamedMap {
    pub name: String,
    pub map: Map,
}

/// What the evidence reader measured on one photograph.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub maps: Vec<NamedMap>,
    pub disc: Option<DiscFound>,
    pub fovea: Option<FoveaFound>,
    /// What the vessels do about the disc; `None` without its outline, or where the bundle draws no vessels.
    pub course: Option<Course>,
    pub lesions: Vec<Lesion>,
    /// Share of the field of view covered by vessels; `None` where the bundle draws no vessels.
    pub vessel_density: Option<f32>,
    /// Calibrated P(ICDR ≥ 1 … 4), never rising.
    pub dr: Vec<f32>,
    /// Calibrated P(macular oedema risk ≥ 1, 2), never rising.
    pub dme: Vec<f32>,
    /// Calibrated probability that the eye is referable.
    pub referable: f32,
    /// How unlike the photographs of its measurement; `None` where the bundle does not tell.
    pub novelty: Option<Novelty>,
    /// The cup in the disc, or why it was not measured. Only drawn eyes support it.
    pub cup: Result<CupFound, &'static str>,
    /// Probabilities, not calibrated, of what only drawn eyes support.
    pub research: Vec<(Condition, f32)>,
}

impl Evidence {
    /// The map of this name; where it stands in the graph's output says nothing.
    pub fn map(&self, name: &str) -> Option<&Map> {
        named(&self.maps, name)
    }
}

fn named<'a>(maps: &'a [NamedMap], name: &str) -> Option<&'a Map> {
    maps.iter().find(|m| m.name == name).map(|m| &m.map)
}

/// How unlike a photograph is to those that the model was measured on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Novelty {
    /// 1 is the edge of what was seen; more is farther away.
    pub value: f32,
    /// Above this the photograph is unlike, and the probabilities were drawn toward 0.5.
    pub limit: f32,
}

impl Novelty {
    /// Whether the photograph is unlike those that the model was measured on.
    pub fn is_unlike(self) -> bool {
        self.value > self.limit
    }
}

/// The evidence graph with what its bundle says of it.
pub struct EvidenceReader {
    graph: Box<dyn Graph>,
    spec: EvidenceSpec,
}

impl EvidenceReader {
    /// Refuses a manifest whose thresholds or calibration do not fit its maps.
    pub fn new(bundle: &Bundle, graph: Box<dyn Graph>) -> Result<Self, EvidenceError> {
        let refuse = |what: String| BundleError::Inconsistent { path: bundle.path(MANIFEST_FILE), what };
        let spec = bundle.manifest.evidence.clone();
        let spec = spec.ok_or_else(|| refuse("no [evidence] section for the evidence graph".into()))?;
        if spec.normalisation != crate::fundus::normalise::NAME {
            return Err(refuse(format!("the normalisation {} is not known", spec.normalisation)).into());
        }
        if spec.size == 0 || spec.size % 32 != 0 {
            return Err(refuse(format!("the size {} is no multiple of 32", spec.size)).into());
        }
        for name in &spec.maps {
            if !spec.thresholds.contains_key(name) {
                return Err(refuse(format!("no threshold for the map {name}")).into());
            }
        }
        for (head, n) in HEADS {
            let fits = spec.calibration.get(head).is_some_and(|c| c.bias.len() == n && c.temperature > 0.0);
            if !fits {
                return Err(refuse(format!("[evidence.calibration.{head}] must have {n} biases")).into());
            }
        }
        Ok(Self { graph, spec })
    }

    /// Side of the normalised square that the graph takes, in pixels.
    pub fn size(&self) -> u32 {
        self.spec.size as u32
    }

    /// The band of probability that a task calls uncertain: below it negative, from its end on positive.
    pub fn uncertain(&self, task: &str) -> [f32; 2] {
        match self.conformal(task) {
            Some(band) => [band.low, band.high],
            None => self.spec.uncertain.get(task).copied().unwrap_or([0.5, 0.5]),
        }
    }

    /// The same band with the error rates that were stated for it, where they were.
    pub fn conformal(&self, task: &str) -> Option<Conformal> {
        self.spec.conformal.get(task).copied()
    }

    /// Measures one photograph.
    pub fn read(&mut self, square: &Normalised) -> Result<Evidence, EvidenceError> {
        let size = self.spec.size;
        let input = Tensor::f32(vec![1, 3, size, size], square.data.clone())?;
        let mut outputs = self.graph.run(vec![("image".into(), input.into())])?;
        let maps = self.maps(take(&mut outputs, "maps")?, &self.spec.maps)?;
        let heat = self.maps(take(&mut outputs, "heat")?, &["disc".into(), "fovea".into()])?;
        let novelty = self.novelty(&mut outputs)?;
        let doubt = self.spec.shift.filter(|_| novelty.is_some_and(Novelty::is_unlike));
        let doubt = doubt.map_or(1.0, |shift| shift.temperature);
        let mut head = |name: &str| -> Result<Vec<f32>, EvidenceError> {
            let logits = take(&mut outputs, name)?.into_tensor()?;
            let cumulative = calibration::cumulative(logits.as_f32()?, &self.spec.calibration[name], doubt);
            cumulative.ok_or_else(|| EvidenceError::Output { what: format!("no usable {name}") })
        };
        let (dr, dme, referable) = (head("dr")?, head("dme")?, head("referable")?[0]);
        let side = size as f32;
        let research = self.research(&mut outputs)?;
        let disc = named(&maps, "disc");
        let disc =
            disc.and_then(|map| landmarks::disc(map, self.spec.thresholds["disc"], &heat[0].map, side));
        let fovea = landmarks::fovea(&heat[1].map, disc.as_ref(), side);
        // Without an outline the disc's size, and so the place of the rings about it, is a guess.
        let course = disc
            .as_ref()
            .filter(|disc| disc.outlined)
            .zip(named(&maps, "vessels"))
            .map(|(disc, vessels)| course::course(vessels, self.spec.thresholds["vessels"], disc, side));
        let lesions = self.lesions(&maps);
        let vessel_density = named(&maps, "vessels").map(|map| self.vessel_density(map, square));
        let cup = match named(&maps, "cup") {
            Some(map) => cup::measure(map, self.spec.thresholds["cup"], disc.as_ref(), side),
            None => Err("this bundle draws no cup"),
        };
        Ok(Evidence {
            maps,
            disc,
            fovea,
            course,
            lesions,
            vessel_density,
            dr,
            dme,
            referable,
            novelty,
            cup,
            research,
        })
    }

    fn novelty(&self, outputs: &mut Vec<(String, Value)>) -> Result<Option<Novelty>, EvidenceError> {
        let Some(shift) = self.spec.shift else { return Ok(None) };
        let value = take(outputs, "novelty")?.into_tensor()?;
        match value.as_f32()? {
            [value] if value.is_finite() => Ok(Some(Novelty { value: *value, limit: shift.limit })),
            _ => Err(EvidenceError::Output { what: "no usable novelty".into() }),
        }
    }

    fn research(&self, outputs: &mut Vec<(String, Value)>) -> Result<Vec<(Condition, f32)>, EvidenceError> {
        let conditions = self.spec.research.as_ref().map_or(&[][..], |research| &research.conditions);
        if conditions.is_empty() {
            return Ok(vec![]);
        }
        let logits = take(outputs, "conditions")?.into_tensor()?;
        let logits = logits.as_f32()?;
        if logits.len() != conditions.len() || logits.iter().any(|logit| !logit.is_finite()) {
            return Err(EvidenceError::Output { what: "no usable conditions".into() });
        }
        Ok(conditions.iter().copied().zip(logits.iter().map(|logit| calibration::sigmoid(*logit))).collect())
    }

    fn maps(&self, value: Value, names: &[String]) -> Result<Vec<NamedMap>, EvidenceError> {
        let ([_, channels, side, width], data) = value.into_tensor()?.into_f32::<4>()?;
        if channels != names.len() || side != width || side == 0 || data.iter().any(|p| !p.is_finite()) {
            let what = format!("maps of [{channels}, {side}, {width}], or values that are no numbers");
            return Err(EvidenceError::Output { what });
        }
        let planes = data.chunks_exact(side * side).map(|plane| Map { side, data: plane.to_vec() });
        Ok(names.iter().cloned().zip(planes).map(|(name, map)| NamedMap { name, map }).collect())
    }

    fn lesions(&self, maps: &[NamedMap]) -> Vec<Lesion> {
        let labelled = maps.iter().filter_map(|m| Some((Label::from_word(&m.name)?, m)));
        let found = labelled.flat_map(|(label, m)| {
            let least = self.spec.minimum_area_px.get(&m.name).map_or(1, |area| *area as usize);
            lesions::lesions(label, &m.map, self.spec.thresholds[&m.name], least, self.spec.size as f32)
        });
        found.collect()
    }

    /// Vessel pixels over the pixels of the field of view that the square shows.
    fn vessel_density(&self, map: &Map, square: &Normalised) -> f32 {
        let (size, threshold) = (self.spec.size, self.spec.thresholds["vessels"]);
        let plane = size * size;
        // Outside the field of view the normalised square is exactly 0 in all three channels.
        let in_field = |at: usize| (0..3).any(|c| square.data[c * plane + at] != 0.0);
        let (mut field, mut vessels) = (0u32, 0u32);
        for y in 0..map.side {
            for x in 0..map.side {
                if in_field((y * size / map.side) * size + x * size / map.side) {
                    field += 1;
                    vessels += u32::from(map.at(x, y) >= threshold);
                }
            }
        }
        vessels as f32 / field.max(1) as f32
    }
}
