//! Photograph and question in, grounded text out.

use std::collections::BTreeMap;
use std::time::Duration;

use super::LanguageError;
use super::chain::{Chain, Segment};
use super::generate::{self, Limits};
use super::grammar::{self, Grammar, Writing};
use super::parse::{parse_answer, parse_lines};
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

/// An answer to a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// As written; boxes are 0–999 of the normalised square.
    pub text: String,
    pub segments: Vec<Segment>,
    /// Boxes left out because they enclose nothing.
    pub dropped: usize,
}

/// The language model of a bundle, ready to be asked.
pub struct LanguageReader {
    graphs: Graphs,
    spec: LanguageSpec,
    vocabulary: Vocabulary,
    chain: Grammar,
    answer: Grammar,
    time: Duration,
}

impl LanguageReader {
    /// Takes the language graphs out of `graphs`; reads tokenizer and grammars of `bundle`.
    pub fn new(
        bundle: &Bundle,
        mut graphs: BTreeMap<Role, Box<dyn Graph>>,
    ) -> Result<LanguageReader, LanguageError> {
        let spec = bundle.manifest.language.clone();
        let spec = spec.ok_or_else(|| LanguageError::Absent { bundle: bundle.root.clone() })?;
        if spec.template.is_some() {
            return Err(LanguageError::IsPublished { bundle: bundle.root.clone() });
        }
        let mut graph = |role: Role| {
            graphs
                .remove(&role)
                .ok_or_else(|| LanguageError::GraphMissing { bundle: bundle.root.clone(), role })
        };
        let graphs = Graphs {
            vision: graph(Role::VisionEncoder)?,
            embed: graph(Role::EmbedTokens)?,
            decoder: graph(Role::DecoderModelMerged)?,
        };
        let vocabulary = Vocabulary::open(&bundle.path(&spec.tokenizer), &spec.tokens)?;
        let (chain, answer) = grammar::both(bundle, &vocabulary.environment())?;
        Ok(LanguageReader { graphs, spec, vocabulary, chain, answer, time: TIME })
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

    /// The clinical chain of a normalised photograph, f32 [3, size, size].
    pub fn chain(&mut self, normalised: &[f32]) -> Result<Chain, LanguageError> {
        let prompt = self.spec.prompts.get("chain").map_or(CHAIN_PROMPT, String::as_str).to_owned();
        let mut writing = self.chain.start();
        let complete = self.say(normalised, &prompt, &mut writing)?;
        let text = self.vocabulary.decode(writing.ids());
        let mut lines: Vec<&str> = text.split('\n').collect();
        if !complete {
            // The line that broke off says nothing.
            lines.pop();
        }
        let (steps, dropped) = parse_lines(&lines).map_err(|what| LanguageError::Answer { what })?;
        let complete = complete && steps.len() == Step::ALL.len();
        let tokens = writing.ids().len();
        Ok(Chain { text, steps, complete, dropped, tokens })
    }

    /// The answer to a question about a normalised photograph, f32 [3, size, size].
    pub fn ask(&mut self, normalised: &[f32], question: &str) -> Result<Answer, LanguageError> {
        let found = question.chars().count();
        if found > QUESTION_LIMIT {
            return Err(LanguageError::QuestionTooLong { found, limit: QUESTION_LIMIT });
        }
        let mut writing = self.answer.start();
        if !self.say(normalised, question, &mut writing)? {
            return Err(LanguageError::TooSlow { seconds: self.time.as_secs() });
        }
        let text = self.vocabulary.decode(writing.ids());
        let (segments, dropped) = parse_answer(&text).map_err(|what| LanguageError::Answer { what })?;
        Ok(Answer { text, segments, dropped })
    }

    fn say(
        &mut self,
        normalised: &[f32],
        question: &str,
        writing: &mut Writing,
    ) -> Result<bool, LanguageError> {
        let prompt = self.prompt(normalised, question)?;
        let limits = Limits { tokens: self.spec.context, time: self.time };
        generate::write(&mut self.graphs, &self.spec, &self.vocabulary, prompt, writing, limits)
    }

    /// `bos user IMAGE… question assistant` as embeddings, the photograph's in the image's places.
    fn prompt(&mut self, normalised: &[f32], question: &str) -> Result<Tensor, LanguageError> {
        let side = self.spec.size;
        if normalised.len() != 3 * side * side {
            return Err(LanguageError::Picture { expected: 3 * side * side, found: normalised.len() });
        }
        let pixels = Tensor::f32(vec![1, 3, side, side], normalised.to_vec())?;
        let mut outputs = self.graphs.vision.run(vec![("pixel_values".into(), pixels.into())])?;
        let features = take(&mut outputs, "image_features")?.into_tensor()?;
        let ([_, places, hidden], features) = features.into_f32::<3>()?;

        let special = self.vocabulary.special;
        let mut ids = vec![special.bos, special.user];
        let first = ids.len();
        ids.extend(std::iter::repeat_n(special.image, places));
        ids.extend(self.vocabulary.encode(question));
        ids.push(special.assistant);
        let embeds = generate::embed(&mut self.graphs, &ids)?;
        let embeds = embeds.ok_or_else(|| LanguageError::Answer { what: "the prompt is empty".into() })?;
        let ([_, length, width], mut data) = embeds.into_f32::<3>()?;
        if width != hidden || length != ids.len() {
            let what = format!("image embeddings of {hidden} numbers beside word embeddings of {width}");
            return Err(LanguageError::Answer { what });
        }
        data[first * width..(first + places) * width].copy_from_slice(&features);
        Ok(Tensor::f32(vec![1, length, width], data)?)
    }
}
