//! A published vision-language model, put into a bundle by `tools/export_vlm.py`: sees the whole photograph in tiles
//! and writes free text. What it says was measured by nobody here; it moves no referral.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use image::RgbImage;
use toktrie::TokenId;

use super::generate::{self, Cache, Growing, Limits, RESERVE, Sampling, Stop};
use super::reader::Graphs;
use super::session::deaf;
use super::talk::{Description, Free, Shown, Talk, left};
use super::template::{self, Line, Turn, Written};
use super::tiles::tiles;
use super::vocabulary::Vocabulary;
use super::{LanguageError, Listener, loose};
use crate::bundle::{Bundle, ImageSpec, LanguageSpec, Role, TemplateSpec};
use crate::engine::{Dim, Graph, Tensor, take};

/// Characters of all questions and answers of a conversation at most.
const CHARACTERS: usize = 20_000;

/// What is asked where nobody asks anything and the bundle has no prompt of its own.
const DESCRIBE: &str = "Describe this fundus photograph.";

/// Tokens beyond the first answer that a conversation's cache has room for, so that a further question finds it.
const AHEAD: usize = 1024;

/// Tokens of a prompt that are read in one step: the logits of a step are as many rows of the whole vocabulary, and
/// nobody can be heard to leave within one.
const STRIDE: usize = 256;

/// A published model, ready to be asked.
pub struct Published {
    graphs: Graphs,
    spec: LanguageSpec,
    image: ImageSpec,
    template: TemplateSpec,
    vocabulary: Vocabulary,
    time: Duration,
    tokens: usize,
    memory: Option<u64>,
    encoded: u64,
    stride: usize,
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
        // Where the graph tells how many logits it gives, another model's tokenizer is found out before a photograph is.
        let logits = graphs.decoder.outputs().iter().find(|port| port.name == "logits");
        if let Some(Dim::Fixed(logits)) = logits.and_then(|port| port.shape.last()) {
            vocabulary.fits(*logits)?;
        }
        Ok(Published {
            graphs,
            spec,
            image,
            template,
            vocabulary,
            time: Self::TIME,
            tokens: Self::TOKENS,
            memory: None,
            encoded: 0,
            stride: STRIDE,
        })
    }

    /// The same with a bound on the bytes of a conversation's keys and values, in place of what the machine has free.
    pub fn with_memory(mut self, bytes: u64) -> Published {
        self.memory = Some(bytes);
        self
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

    /// How many photographs were encoded so far.
    pub fn encoded(&self) -> u64 {
        self.encoded
    }

    /// Answers the last of `turns` about a photograph; the earlier ones were answered before.
    pub fn answer(&mut self, rgb: &RgbImage, turns: &[Turn]) -> Result<Description, LanguageError> {
        let start = Instant::now();
        let lengths = turns.iter().map(|turn| turn.question.chars().count() + turn.answer.chars().count());
        bounded(lengths.sum())?;
        let mut talk = self.look_until(&[rgb], start, &mut deaf)?;
        let lines: Vec<Line> = turns.iter().map(|&turn| turn.into()).collect();
        let written = self.written(&talk, &lines)?;
        Ok(self.go_on(&mut talk, &written, Sampling::default(), start, &mut deaf)?.0)
    }

    /// Begins a conversation about photographs that are shown together: both eyes, an eye and its earlier visits.
    pub fn look(&mut self, photographs: &[&RgbImage]) -> Result<Talk, LanguageError> {
        self.look_until(photographs, Instant::now(), &mut deaf)
    }

    /// The same while `listener` waits: where it leaves, in between two tiles, there is none.
    pub fn look_while(
        &mut self,
        photographs: &[&RgbImage],
        listener: &mut Listener,
    ) -> Result<Talk, LanguageError> {
        self.look_until(photographs, Instant::now(), listener)
    }

    /// Answers a question in a conversation, with the likeliest words, and tells nobody before it stands.
    pub fn say(&mut self, talk: &mut Talk, question: &str) -> Result<Description, LanguageError> {
        self.say_to(talk, question, Sampling::default(), &mut deaf)
    }

    /// Answers a question in a conversation; `listener` hears its words as they come, without boxes. No photograph is
    /// encoded again, and what was read is not read again. Where the context has no room, the oldest turns are forgotten
    /// and the rest is read anew from the photographs' embeddings; a question that has no room even alone is refused. An
    /// answer that broke off is gone on from as far as it came; one that was cancelled or failed leaves no trace.
    pub fn say_to(
        &mut self,
        talk: &mut Talk,
        question: &str,
        sampling: Sampling,
        listener: &mut Listener,
    ) -> Result<Description, LanguageError> {
        let start = Instant::now();
        bounded(question.chars().count())?;
        let mut forgotten = 0;
        let written = loop {
            let written = self.written(talk, &talk.lines(question, forgotten))?;
            let needed = written.ids.len() + self.tokens.min(RESERVE);
            if needed <= self.spec.context || forgotten >= talk.said.len() {
                break written;
            }
            forgotten += 1;
        };
        talk.said.drain(..forgotten);
        let (mut description, ids) = self.go_on(talk, &written, sampling, start, listener)?;
        description.forgotten = forgotten;
        if description.stop != Stop::Cancelled {
            talk.keep(question, ids);
        }
        Ok(description)
    }

    fn look_until(
        &mut self,
        photographs: &[&RgbImage],
        start: Instant,
        listener: &mut Listener,
    ) -> Result<Talk, LanguageError> {
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
                if left(listener) {
                    return Err(LanguageError::Left);
                }
                features.extend(self.look_at(tile, side)?);
            }
            self.encoded += 1;
            talk.photographs.push(Shown { features, places, grid: cut.grid });
        }
        Ok(talk)
    }

    /// A conversation as ids.
    fn written(&self, talk: &Talk, lines: &[Line]) -> Result<Written, LanguageError> {
        let places: Vec<usize> = talk.photographs.iter().map(|shown| shown.places).collect();
        template::write(&self.vocabulary, &self.template, lines, &places)
    }

    /// The answer to the open line, and its tokens.
    fn go_on(
        &mut self,
        talk: &mut Talk,
        written: &Written,
        sampling: Sampling,
        start: Instant,
        listener: &mut Listener,
    ) -> Result<(Description, Vec<TokenId>), LanguageError> {
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
            None => self.roomy(found + room, (found + room + AHEAD).min(context))?,
        };
        let before = cache.length();
        let input = self.placed(written, &talk.photographs, before)?;
        let limits = Limits {
            tokens: room,
            time: self.time.saturating_sub(start.elapsed()),
            sampling,
            stride: self.stride,
        };
        let mut free = Free::default();
        let (stop, _) = generate::write(
            &mut self.graphs,
            &self.vocabulary,
            &mut cache,
            input,
            &mut free,
            limits,
            listener,
        )?;
        let ids = free.ids().to_vec();
        if ids.is_empty() && stop == Stop::Deadline {
            return Err(LanguageError::TooSlow { seconds: self.time.as_secs() });
        }
        talk.read = [written.ids.as_slice(), &ids].concat();
        talk.read.truncate(cache.length());
        talk.cache = Some(cache);
        let text = self.vocabulary.said(&ids)?;
        let (places, dropped) = loose::places(&text);
        let description = Description {
            raw: self.vocabulary.spoken(&ids)?,
            text,
            places,
            dropped,
            stop,
            whole: stop == Stop::Whole,
            tokens: ids.len(),
            read: talk.read.len() - before,
            forgotten: 0,
            grid: talk.photographs.first().map_or((1, 1), |shown| shown.grid),
        };
        Ok((description, ids))
    }

    /// An empty cache for `wanted` tokens, or for fewer where memory is short, but not for fewer than `least`.
    fn roomy(&self, least: usize, wanted: usize) -> Result<Cache, LanguageError> {
        let free = self.memory.or_else(crate::memory::free);
        let needs = |room| self.needed(room);
        let room = match free {
            Some(free) if needs(least)? > free => {
                return Err(LanguageError::NoRoom { needed: needs(least)?, free, tokens: least });
            }
            Some(free) if needs(wanted)? > free => least,
            _ => wanted,
        };
        Ok(Cache::empty(&self.spec, &*self.graphs.decoder, room)?)
    }

    /// Bytes that keys and values of `room` tokens take, and the logits of one step.
    fn needed(&self, room: usize) -> Result<u64, LanguageError> {
        let bytes = generate::bytes(&self.spec, &*self.graphs.decoder, room)?;
        let logits = 4 * (self.stride.min(room) as u64).saturating_mul(self.vocabulary.size() as u64);
        Ok(bytes.saturating_add(logits))
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
}

fn bounded(found: usize) -> Result<(), LanguageError> {
    if found > CHARACTERS {
        return Err(LanguageError::QuestionTooLong { found, limit: CHARACTERS });
    }
    Ok(())
}

#[cfg(test)]
#[path = "published_tests.rs"]
mod tests;
