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
use super::template::{self, Answered, Line, Turn, Written};
use super::tiles::tiles;
use super::vocabulary::Vocabulary;
use crate::bundle::{Bundle, ImageSpec, LanguageSpec, Role, TemplateSpec};
use crate::engine::{Graph, Tensor, take};

/// Characters of all questions and answers of a conversation at most.
const CHARACTERS: usize = 20_000;

/// What is asked where nobody asks anything and the bundle has no prompt of its own.
const DESCRIBE: &str = "Describe this fundus photograph.";

/// Tokens beyond the first answer that a conversation's cache has room for, so that a further question finds it.
const AHEAD: usize = 1024;

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
    /// Tokens that the decoder read for it, those written among them.
    pub read: usize,
    /// Columns and rows that the first photograph was cut into.
    pub grid: (u32, u32),
}

/// A photograph as the model sees it.
struct Shown {
    features: Vec<f32>,
    places: usize,
    grid: (u32, u32),
}

/// A conversation about photographs: encoded once, and read once. It belongs to the model that began it.
pub struct Talk {
    photographs: Vec<Shown>,
    /// Questions with their answers as they were written.
    said: Vec<(String, Vec<TokenId>)>,
    /// What the cache holds.
    read: Vec<TokenId>,
    cache: Option<Cache>,
}

impl Talk {
    /// Tokens that the decoder has before it.
    pub fn length(&self) -> usize {
        self.read.len()
    }
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
    /// Photographs that are shown together at most.
    pub const TOGETHER: usize = 8;

    /// Takes the language graphs out of `graphs`; refuses a tokenizer that lacks a mark of the template.
    pub fn new(bundle: &Bundle, graphs: BTreeMap<Role, Box<dyn Graph>>) -> Result<Published, LanguageError> {
        let absent = || LanguageError::Absent { bundle: bundle.root.clone() };
        let spec = bundle.manifest.language.clone().ok_or_else(absent)?;
        let (Some(image), Some(template)) = (spec.image.clone(), spec.template.clone()) else {
            return Err(LanguageError::NotPublished { bundle: bundle.root.clone() });
        };
        let graphs = Graphs::of(bundle, graphs)?;
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
        let lengths = turns.iter().map(|turn| turn.question.chars().count() + turn.answer.chars().count());
        bounded(lengths.sum())?;
        let mut talk = self.look_until(&[rgb], start)?;
        let lines: Vec<Line> = turns.iter().map(|&turn| turn.into()).collect();
        Ok(self.go_on(&mut talk, &lines, start)?.0)
    }

    /// Begins a conversation about photographs that are shown together: both eyes, an eye and its earlier visits.
    pub fn look(&mut self, photographs: &[&RgbImage]) -> Result<Talk, LanguageError> {
        self.look_until(photographs, Instant::now())
    }

    /// Answers a question in a conversation. No photograph is encoded again, and what was read is not read again. An
    /// answer that broke off is gone on from as far as it came; one that failed leaves no trace.
    pub fn say(&mut self, talk: &mut Talk, question: &str) -> Result<Description, LanguageError> {
        let start = Instant::now();
        let before = talk.said.iter().map(|(question, ids)| question.chars().count() + ids.len());
        bounded(before.sum::<usize>() + question.chars().count())?;
        let said = std::mem::take(&mut talk.said);
        let answered = said.iter().map(|(question, ids)| Line { question, answer: Answered::Ids(ids) });
        let open = Line { question, answer: Answered::Open };
        let lines: Vec<Line> = answered.chain([open]).collect();
        let answer = self.go_on(talk, &lines, start);
        talk.said = said;
        let (description, ids) = answer?;
        talk.said.push((question.to_owned(), ids));
        Ok(description)
    }

    fn look_until(&mut self, photographs: &[&RgbImage], start: Instant) -> Result<Talk, LanguageError> {
        let found = photographs.len();
        if !(1..=Self::TOGETHER).contains(&found) {
            return Err(LanguageError::Together { found, limit: Self::TOGETHER });
        }
        let side = self.spec.size as u32;
        let mut talk = Talk { photographs: Vec::new(), said: Vec::new(), read: Vec::new(), cache: None };
        for rgb in photographs {
            let cut = tiles(rgb, &self.image, side)?;
            let places = cut.data.len() * self.spec.image_tokens;
            let mut features = Vec::new();
            for tile in cut.data {
                if start.elapsed() >= self.time {
                    return Err(LanguageError::TooSlow { seconds: self.time.as_secs() });
                }
                features.extend(self.look_at(tile, side)?);
            }
            talk.photographs.push(Shown { features, places, grid: cut.grid });
        }
        Ok(talk)
    }

    /// The answer to the open line, and its tokens.
    fn go_on(
        &mut self,
        talk: &mut Talk,
        lines: &[Line],
        start: Instant,
    ) -> Result<(Description, Vec<TokenId>), LanguageError> {
        let places: Vec<usize> = talk.photographs.iter().map(|shown| shown.places).collect();
        let written = template::write(&self.vocabulary, &self.template, lines, &places)?;
        let (found, context) = (written.ids.len(), self.spec.context);
        if found >= context {
            return Err(LanguageError::PromptTooLong { found, context });
        }
        let room = self.tokens.min(context - found);
        // What was read counts where all of it stands unchanged at the beginning, and its cache has room for the rest.
        let goes_on = found > talk.read.len() && written.ids.starts_with(&talk.read);
        let kept = talk.cache.take().filter(|cache| goes_on && found + room <= cache.room());
        let mut cache = match kept {
            Some(cache) => cache,
            None => {
                let ahead = (found + room + AHEAD).min(context);
                Cache::empty(&self.spec, &*self.graphs.decoder, ahead)?
            }
        };
        let before = cache.length();
        let input = self.placed(&written, &talk.photographs, before)?;
        let (ids, whole) = self.write(&mut cache, input, room, start)?;
        talk.read = [written.ids.as_slice(), &ids].concat();
        talk.read.truncate(cache.length());
        talk.cache = Some(cache);
        let text = self.vocabulary.spoken(&ids)?;
        let (places, dropped) = loose::places(&text);
        let grid = talk.photographs.first().map_or((1, 1), |shown| shown.grid);
        let read = talk.read.len() - before;
        Ok((Description { text, places, dropped, whole, tokens: ids.len(), read, grid }, ids))
    }

    /// Embeddings of what was written from `from` on, with the photographs in their places.
    fn placed(&mut self, written: &Written, shown: &[Shown], from: usize) -> Result<Tensor, LanguageError> {
        let ([_, length, width], mut data) = self.embedded(&written.ids[from..])?.into_f32::<3>()?;
        for (places, shown) in written.places.iter().zip(shown).filter(|(places, _)| places.start >= from) {
            if shown.features.len() != places.len() * width {
                let what = format!("{} numbers for {} places of {width}", shown.features.len(), places.len());
                return Err(LanguageError::Answer { what });
            }
            let at = (places.start - from) * width;
            data[at..at + shown.features.len()].copy_from_slice(&shown.features);
        }
        Ok(Tensor::f32(vec![1, length, width], data)?)
    }

    /// One tile's embeddings.
    fn look_at(&mut self, tile: Vec<f32>, side: u32) -> Result<Vec<f32>, LanguageError> {
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
        cache: &mut Cache,
        prompt: Tensor,
        room: usize,
        start: Instant,
    ) -> Result<(Vec<TokenId>, bool), LanguageError> {
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

fn bounded(found: usize) -> Result<(), LanguageError> {
    if found > CHARACTERS {
        return Err(LanguageError::QuestionTooLong { found, limit: CHARACTERS });
    }
    Ok(())
}
