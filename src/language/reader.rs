//! Photograph and question in, grounded text out.

use std::collections::BTreeMap;
use std::time::Duration;

use super::LanguageError;
use super::chain::{Chain, Segment};
use super::generate::Stop;
use super::grammar::{self, Form, Grammar};
use super::parse::{parse_answer, parse_lines};
use super::session::{Asked, Session, deaf};
use super::vocabulary::Vocabulary;
use crate::bundle::{Bundle, LanguageSpec, Role};
use crate::engine::{Graph, Tensor, take};
use crate::terms::Step;

/// Characters of a question that are read at most.
pub const QUESTION_LIMIT: usize = 300;

/// What the bundle is asked for the chain where it names no prompt of its own.
const CHAIN_PROMPT: &str = "Read this photograph along the clinical chain.";

/// Time for one answer. With ONNX Runtime a chain takes about a second; this bounds what a slow machine may do.
const TIME: Duration = Duration::from_secs(20);

/// The three graphs of a language model.
pub(super) struct Graphs {
    pub(super) vision: Box<dyn Graph>,
    pub(super) embed: Box<dyn Graph>,
    pub(super) decoder: Box<dyn Graph>,
}

impl Graphs {
    /// Those of `bundle`, out of what was loaded of it.
    pub(super) fn of(
        bundle: &Bundle,
        mut loaded: BTreeMap<Role, Box<dyn Graph>>,
    ) -> Result<Graphs, LanguageError> {
        Ok(Graphs {
            vision: graph(bundle, &mut loaded, Role::VisionEncoder)?,
            embed: graph(bundle, &mut loaded, Role::EmbedTokens)?,
            decoder: graph(bundle, &mut loaded, Role::DecoderModelMerged)?,
        })
    }
}

/// One of them.
pub(super) fn graph(
    bundle: &Bundle,
    loaded: &mut BTreeMap<Role, Box<dyn Graph>>,
    role: Role,
) -> Result<Box<dyn Graph>, LanguageError> {
    let missing = || LanguageError::GraphMissing { bundle: bundle.root.clone(), role };
    loaded.remove(&role).ok_or_else(missing)
}

/// An answer to a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// As written; boxes are 0–999 of the normalised square.
    pub text: String,
    pub segments: Vec<Segment>,
    /// Boxes left out because they enclose nothing.
    pub dropped: usize,
}

/// A photograph as the model sees it, encoded once.
#[derive(Clone)]
pub struct Seen {
    /// Embeddings, a place after the other.
    pub(super) features: Vec<f32>,
    pub(super) places: usize,
}

/// The language model of a bundle, ready to be asked.
pub struct LanguageReader {
    pub(super) graphs: Graphs,
    pub(super) spec: LanguageSpec,
    pub(super) vocabulary: Vocabulary,
    pub(super) chain: Grammar,
    pub(super) answer: Grammar,
    pub(super) time: Duration,
    encoded: u64,
}

impl LanguageReader {
    /// Takes the language graphs out of `graphs`; reads tokenizer and grammars of `bundle`.
    pub fn new(
        bundle: &Bundle,
        graphs: BTreeMap<Role, Box<dyn Graph>>,
    ) -> Result<LanguageReader, LanguageError> {
        let spec = bundle.manifest.language.clone();
        let spec = spec.ok_or_else(|| LanguageError::Absent { bundle: bundle.root.clone() })?;
        if spec.template.is_some() {
            return Err(LanguageError::IsPublished { bundle: bundle.root.clone() });
        }
        let graphs = Graphs::of(bundle, graphs)?;
        let vocabulary = Vocabulary::open(&bundle.path(&spec.tokenizer), &spec.tokens)?;
        let (chain, answer) = grammar::both(bundle, &vocabulary.environment())?;
        Ok(LanguageReader { graphs, spec, vocabulary, chain, answer, time: TIME, encoded: 0 })
    }

    /// The same with another bound on the time of one answer.
    pub fn with_time(mut self, time: Duration) -> LanguageReader {
        self.time = time;
        self
    }

    /// Side of the normalised square that the model takes, in pixels.
    pub fn size(&self) -> u32 {
        self.spec.size as u32
    }

    /// How many photographs were encoded so far.
    pub fn encoded(&self) -> u64 {
        self.encoded
    }

    /// Encodes a normalised photograph, f32 [3, size, size].
    pub fn look(&mut self, normalised: &[f32]) -> Result<Seen, LanguageError> {
        let side = self.spec.size;
        if normalised.len() != 3 * side * side {
            return Err(LanguageError::Picture { expected: 3 * side * side, found: normalised.len() });
        }
        let pixels = Tensor::f32(vec![1, 3, side, side], normalised.to_vec())?;
        let mut outputs = self.graphs.vision.run(vec![("pixel_values".into(), pixels.into())])?;
        self.encoded += 1;
        let features = take(&mut outputs, "image_features")?.into_tensor()?;
        let ([_, places, _], features) = features.into_f32::<3>()?;
        Ok(Seen { features, places })
    }

    /// The clinical chain of a normalised photograph, f32 [3, size, size].
    pub fn chain(&mut self, normalised: &[f32]) -> Result<Chain, LanguageError> {
        let seen = self.look(normalised)?;
        self.chain_of(&seen)
    }

    /// The clinical chain of a photograph that was encoded.
    pub fn chain_of(&mut self, seen: &Seen) -> Result<Chain, LanguageError> {
        let prompt = self.spec.prompts.get("chain").map_or(CHAIN_PROMPT, String::as_str).to_owned();
        let asked = Asked { form: Form::Chain, ..Asked::new(&prompt) };
        let said = self.say(&mut Session::about(seen.clone()), &asked, &mut deaf)?;
        let complete = said.stop == Stop::Whole;
        let mut lines: Vec<&str> = said.text.split('\n').collect();
        if !complete {
            // The line that broke off says nothing.
            lines.pop();
        }
        let (steps, dropped) = parse_lines(&lines).map_err(|what| LanguageError::Answer { what })?;
        let complete = complete && steps.len() == Step::ALL.len();
        Ok(Chain { text: said.text, steps, complete, dropped, tokens: said.written })
    }

    /// The answer to one question about a normalised photograph, f32 [3, size, size].
    pub fn ask(&mut self, normalised: &[f32], question: &str) -> Result<Answer, LanguageError> {
        let seen = self.look(normalised)?;
        let said = self.say(&mut Session::about(seen), &Asked::new(question), &mut deaf)?;
        if said.stop != Stop::Whole {
            return Err(LanguageError::TooSlow { seconds: self.time.as_secs() });
        }
        let (segments, dropped) = parse_answer(&said.text).map_err(|what| LanguageError::Answer { what })?;
        Ok(Answer { text: said.text, segments, dropped })
    }
}
