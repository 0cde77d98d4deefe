//! A published vision-language model, put into a bundle by `tools/export_vlm.py`: sees the whole photograph in tiles
//! and writes free text, greedily. What it says was measured by nobody here; it moves no referral.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use image::RgbImage;
use toktrie::TokenId;

use super::LanguageError;
use super::generate::{self, Cache};
use super::loose::{self, Place};
use super::reader::Graphs;
use super::template::{self, Turn};
use super::tiles::tiles;
use super::vocabulary::Vocabulary;
use crate::bundle::{Bundle, ImageSpec, LanguageSpec, Role, TemplateSpec};
use crate::engine::{Graph, Tensor, take};

/// Characters of all questions and answers of a conversation at most.
const CHARACTERS: usize = 20_000;

/// What is asked where nobody asks anything and the bundle has no prompt of its own.
const DESCRIBE: &str = "Describe this fundus photograph.";

/// What a model said of a photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// As it was written, marks of places included.
    pub text: String,
    /// Names with their boxes, in the order of the text.
    pub places: Vec<Place>,
    /// Boxes that could not be read or enclose nothing.
    pub dropped: usize,
    /// The model ended it by itself, before its time and room were used up.
    pub whole: bool,
    /// Tokens written.
    pub tokens: usize,
    /// Columns and rows that the photograph was cut into.
    pub grid: (u32, u32),
}

/// A published model, ready to be asked.
pub struct Published {
    graphs: Graphs,
    spec: LanguageSpec,
    image: ImageSpec,
    template: TemplateSpec,
    vocabulary: Vocabulary,
    time: Duration,
    tokens: usize,
}

impl Published {
    /// Time for one answer where no other is given, the photograph's tiles included.
    pub const TIME: Duration = Duration::from_secs(120);
    /// Tokens of one answer, likewise.
    pub const TOKENS: usize = 512;

    /// Takes the language graphs out of `graphs`; refuses a tokenizer that lacks a mark of the template.
    pub fn new(
        bundle: &Bundle,
        mut graphs: BTreeMap<Role, Box<dyn Graph>>,
    ) -> Result<Published, LanguageError> {
        let absent = || LanguageError::Absent { bundle: bundle.root.clone() };
        let spec = bundle.manifest.language.clone().ok_or_else(absent)?;
        let (Some(image), Some(template)) = (spec.image.clone(), spec.template.clone()) else {
            return Err(LanguageError::NotPublished { bundle: bundle.root.clone() });
        };
        let mut graph = |role: Role| {
            let missing = || LanguageError::GraphMissing { bundle: bundle.root.clone(), role };
            graphs.remove(&role).ok_or_else(missing)
        };
        let graphs = Graphs {
            vision: graph(Role::VisionEncoder)?,
            embed: graph(Role::EmbedTokens)?,
            decoder: graph(Role::DecoderModelMerged)?,
        };
        let vocabulary = Vocabulary::open(&bundle.path(&spec.tokenizer), &spec.tokens)?;
        for mark in template::marks(&template) {
            vocabulary.id(&mark)?;
        }
        Ok(Published { graphs, spec, image, template, vocabulary, time: Self::TIME, tokens: Self::TOKENS })
    }

    /// The same with other bounds on one answer.
    pub fn with_bounds(mut self, time: Duration, tokens: usize) -> Published {
        self.time = time;
        self.tokens = tokens;
        self
    }

    /// What is asked where nobody asks anything.
    pub fn prompt(&self) -> String {
        self.spec.prompts.get("describe").cloned().unwrap_or_else(|| DESCRIBE.to_owned())
    }

    /// Answers the last of `turns` about a photograph; the earlier ones were answered before.
    pub fn answer(&mut self, rgb: &RgbImage, turns: &[Turn]) -> Result<Description, LanguageError> {
        let start = Instant::now();
        let found =
            turns.iter().map(|turn| turn.question.chars().count() + turn.answer.chars().count()).sum();
        if found > CHARACTERS {
            return Err(LanguageError::QuestionTooLong { found, limit: CHARACTERS });
        }
        let side = self.spec.size as u32;
        let cut = tiles(rgb, &self.image, side)?;
        let places = cut.data.len() * self.spec.image_tokens;
        let written = template::write(&self.vocabulary, &self.template, turns, places)?;
        let context = self.spec.context;
        if written.ids.len() >= context {
            return Err(LanguageError::PromptTooLong { found: written.ids.len(), context });
        }
        let mut features = Vec::new();
        for tile in cut.data {
            if start.elapsed() >= self.time {
                return Err(LanguageError::TooSlow { seconds: self.time.as_secs() });
            }
            features.extend(self.look(tile, side)?);
        }
        let embeds = self.embedded(&written.ids)?;
        let ([_, length, width], mut data) = embeds.into_f32::<3>()?;
        if features.len() != written.places.len() * width {
            let what = format!("{} numbers for {} places of {width}", features.len(), written.places.len());
            return Err(LanguageError::Answer { what });
        }
        data[written.places.start * width..written.places.end * width].copy_from_slice(&features);
        let input = Tensor::f32(vec![1, length, width], data)?;
        let room = self.tokens.min(context - written.ids.len());
        let (ids, whole) = self.write(input, room, start)?;
        let text = self.vocabulary.spoken(&ids)?;
        let (places, dropped) = loose::places(&text);
        Ok(Description { text, places, dropped, whole, tokens: ids.len(), grid: cut.grid })
    }

    /// One tile's embeddings.
    fn look(&mut self, tile: Vec<f32>, side: u32) -> Result<Vec<f32>, LanguageError> {
        let side = side as usize;
        let pixels = Tensor::f32(vec![1, 3, side, side], tile)?;
        let mut outputs = self.graphs.vision.run(vec![("pixel_values".into(), pixels.into())])?;
        let features = take(&mut outputs, "image_features")?.into_tensor()?;
        Ok(features.into_f32::<3>()?.1)
    }

    fn embedded(&mut self, ids: &[TokenId]) -> Result<Tensor, LanguageError> {
        let embeds = generate::embed(&mut *self.graphs.embed, ids)?;
        embeds.ok_or_else(|| LanguageError::Answer { what: "the prompt is empty".into() })
    }

    /// The likeliest token, again and again, until the model ends, `room` tokens stand or the time is over.
    fn write(
        &mut self,
        prompt: Tensor,
        room: usize,
        start: Instant,
    ) -> Result<(Vec<TokenId>, bool), LanguageError> {
        let mut cache = Cache::empty(&self.spec)?;
        let mut input = prompt;
        let mut ids = Vec::new();
        while ids.len() < room && start.elapsed() < self.time {
            let logits = cache.step(&mut *self.graphs.decoder, input)?;
            let token = generate::likeliest(&logits)?;
            if token == self.vocabulary.special.eos {
                return Ok((ids, true));
            }
            ids.push(token);
            input = self.embedded(&[token])?;
        }
        Ok((ids, false))
    }
}
