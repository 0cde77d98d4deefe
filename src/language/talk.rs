//! A conversation with a published model, and what it said in it.

use std::ops::ControlFlow;

use toktrie::TokenId;

use super::generate::{Cache, Growing, Stop};
use super::loose::{self, Place};
use super::template::{Answered, Line};
use super::vocabulary::Vocabulary;
use super::{LanguageError, Segment};

/// Turns that a conversation keeps at most; the oldest are forgotten first.
const TURNS: usize = 32;

/// What a model said of a photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// As a person may see it: marks of places are in it, and no others.
    pub text: String,
    /// As it was written, every special token written out; to be compared, never to be shown.
    pub raw: String,
    /// Names with their boxes, in the order of the text.
    pub places: Vec<Place>,
    /// Boxes that could not be read or enclose nothing.
    pub dropped: usize,
    /// Why it ended.
    pub stop: Stop,
    /// The model ended it by itself, before its time and room were used up.
    pub whole: bool,
    /// Tokens written.
    pub tokens: usize,
    /// Tokens that the decoder read for it, those written among them.
    pub read: usize,
    /// Turns forgotten for it, because the context had no room for them any more.
    pub forgotten: usize,
    /// Columns and rows that the first photograph was cut into.
    pub grid: (u32, u32),
}

impl Description {
    /// The text in words and names with boxes, 0–999 of the photograph's width and height.
    pub fn segments(&self) -> Vec<Segment> {
        loose::segments(&self.text).0
    }

    /// The words alone.
    pub fn words(&self) -> String {
        loose::words(&self.text).trim().to_owned()
    }
}

/// A photograph as the model sees it.
#[derive(Clone)]
pub(super) struct Shown {
    /// Embeddings of its tiles, a place after the other: [places, hidden].
    pub(super) features: Vec<f32>,
    pub(super) places: usize,
    /// Columns and rows.
    pub(super) grid: (u32, u32),
}

/// A conversation about photographs: encoded once, and read once. It belongs to the model that began it.
pub struct Talk {
    pub(super) photographs: Vec<Shown>,
    /// Questions with their answers as they were written, oldest first.
    pub(super) said: Vec<(String, Vec<TokenId>)>,
    /// What the cache holds.
    pub(super) read: Vec<TokenId>,
    pub(super) cache: Option<Cache>,
}

impl Talk {
    /// Tokens that the decoder has before it.
    pub fn length(&self) -> usize {
        self.read.len()
    }

    /// Turns that the model still has before it.
    pub fn turns(&self) -> usize {
        self.said.len()
    }

    /// Lets go what can be read anew from the photographs' embeddings, so that another conversation has the memory.
    pub fn rest(&mut self) {
        self.cache = None;
        self.read.clear();
    }

    /// Forgets what was asked; the photographs are not encoded again.
    pub fn begin_anew(&mut self) {
        self.rest();
        self.said.clear();
    }

    /// Keeps an answered question.
    pub(super) fn keep(&mut self, question: &str, answer: Vec<TokenId>) {
        self.said.push((question.to_owned(), answer));
        if self.said.len() > TURNS {
            self.said.remove(0);
        }
    }

    /// The conversation with `question` at its end, without the first `forgotten` turns.
    pub(super) fn lines<'a>(&'a self, question: &'a str, forgotten: usize) -> Vec<Line<'a>> {
        let said = self.said.iter().skip(forgotten);
        let answered = said.map(|(question, ids)| Line { question, answer: Answered::Ids(ids) });
        answered.chain([Line { question, answer: Answered::Open }]).collect()
    }
}

/// An answer that no grammar holds.
#[derive(Default)]
pub(super) struct Free {
    ids: Vec<TokenId>,
}

impl Growing for Free {
    fn ids(&self) -> &[TokenId] {
        &self.ids
    }

    /// Words alone, and only as far as they stand: what may yet become a mark or a box is held back.
    fn told(&self, vocabulary: &Vocabulary) -> String {
        let text = vocabulary.said(&self.ids).unwrap_or_default();
        loose::words(loose::settled(&text))
    }

    fn take(&mut self, token: TokenId) -> Result<(), LanguageError> {
        self.ids.push(token);
        Ok(())
    }
}

/// Whether whoever listens wants no more.
pub(super) fn left(listener: &mut super::Listener) -> bool {
    listener("") == ControlFlow::Break(())
}
