//! A conversation with the language model over one photograph: the photograph is encoded once, and what was read stays
//! in the KV cache, so that a further question reads only what is new.

use std::ops::ControlFlow;
use std::time::Duration;

use toktrie::TokenId;

use super::LanguageError;
use super::generate::{self, Cache, Growing, Limits, Listener, RESERVE, Sampling, Stop};
use super::grammar::{Form, Grammar};
use super::reader::{LanguageReader, QUESTION_LIMIT, Seen};
use crate::engine::Tensor;

/// Options of a multiple choice, and characters of one.
const OPTIONS: std::ops::RangeInclusive<usize> = 2..=26;
const OPTION_LENGTH: usize = 100;

/// One question with its bounds.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// At most `QUESTION_LIMIT` characters; marks of special tokens in it are text.
    pub question: &'a str,
    pub form: Form,
    pub sampling: Sampling,
    /// Tokens that may be written; as many as the context has room for where none is said.
    pub tokens: Option<usize>,
    /// As the reader's own where none is said.
    pub time: Option<Duration>,
}

impl<'a> Asked<'a> {
    /// A question for a short answer, greedy, within the reader's own bounds.
    pub fn new(question: &'a str) -> Asked<'a> {
        Asked { question, form: Form::Answer, sampling: Sampling::default(), tokens: None, time: None }
    }
}

/// What was written, and at what cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// As written; boxes are 0–999 of the normalised square. A beginning only, unless `stop` is `Whole`.
    pub text: String,
    pub stop: Stop,
    /// Tokens written.
    pub written: usize,
    /// Tokens that the decoder read for it, those written among them.
    pub read: usize,
    /// Turns forgotten for it, because the context had no room for them any more.
    pub forgotten: usize,
}

/// One photograph and what was asked about it. It belongs to the reader that made it.
pub struct Session {
    seen: Seen,
    /// None where photograph and turns have to be read anew.
    cache: Option<Cache>,
    /// Written, and not read back yet.
    unread: Vec<TokenId>,
    /// Oldest first.
    turns: Vec<Vec<TokenId>>,
}

impl Session {
    /// A conversation that has not begun.
    pub fn about(seen: Seen) -> Session {
        Session { seen, cache: None, unread: Vec::new(), turns: Vec::new() }
    }

    /// Turns that the model still has before it.
    pub fn turns(&self) -> usize {
        self.turns.len()
    }
}

impl LanguageReader {
    /// Answers in a conversation. Where the context has no room, the oldest turns are forgotten and the rest is read
    /// anew from the photograph's embeddings; a question that has no room even alone is refused. An answer that is not
    /// whole, and one that fails, leaves no trace in the conversation.
    pub fn say(
        &mut self,
        session: &mut Session,
        asked: &Asked,
        listener: &mut Listener,
    ) -> Result<Said, LanguageError> {
        let found = asked.question.chars().count();
        if found > QUESTION_LIMIT {
            return Err(LanguageError::QuestionTooLong { found, limit: QUESTION_LIMIT });
        }
        let other;
        let grammar = match &asked.form {
            Form::Chain => &self.chain,
            Form::Answer => &self.answer,
            form => {
                other = self.compile(form)?;
                &other
            }
        };
        let mut writing = grammar.start();
        let mut question = self.vocabulary.encode(asked.question);
        question.push(self.vocabulary.special.assistant);
        let found = 2 + session.seen.places + question.len();
        if found >= self.spec.context {
            return Err(LanguageError::PromptTooLong { found, context: self.spec.context });
        }

        let before = session.turns.len();
        let unread = std::mem::take(&mut session.unread);
        let (mut cache, input) = match session.cache.take() {
            Some(cache) if self.fits(cache.length() + unread.len() + self.turn(&question).len()) => {
                let new = [unread, self.turn(&question)].concat();
                (cache, self.embedded(&new)?)
            }
            _ => self.anew(session, &question)?,
        };
        let already = cache.length();
        let new = input.shape().get(1).copied().unwrap_or(0);
        let room = self.spec.context.saturating_sub(already + new);
        let limits = Limits {
            tokens: asked.tokens.map_or(room, |tokens| tokens.min(room)),
            time: asked.time.unwrap_or(self.time),
            sampling: asked.sampling,
            stride: usize::MAX,
        };
        let written = generate::write(
            &mut self.graphs,
            &self.vocabulary,
            &mut cache,
            input,
            &mut writing,
            limits,
            listener,
        );
        let (stop, unread) = written?;
        let said = Said {
            text: self.vocabulary.decode(writing.ids()),
            stop,
            written: writing.ids().len(),
            read: cache.length() - already,
            forgotten: before - session.turns.len(),
        };
        if stop == Stop::Whole {
            session.turns.push([&question, writing.ids(), &[self.vocabulary.special.eos]].concat());
            session.unread = [unread, vec![self.vocabulary.special.eos]].concat();
            session.cache = Some(cache);
        }
        Ok(said)
    }

    /// A further turn: `user question assistant`.
    fn turn(&self, question: &[TokenId]) -> Vec<TokenId> {
        [&[self.vocabulary.special.user], question].concat()
    }

    fn fits(&self, length: usize) -> bool {
        length + RESERVE <= self.spec.context
    }

    /// An empty cache and all that is to be read into it: the photograph, the turns that there is room for, the
    /// question. `bos user IMAGE… question assistant answer eos user question assistant answer eos user …`.
    fn anew(
        &mut self,
        session: &mut Session,
        question: &[TokenId],
    ) -> Result<(Cache, Tensor), LanguageError> {
        let first = 2 + session.seen.places;
        let room = |turns: &[Vec<TokenId>]| {
            let turns: usize = turns.iter().map(|turn| turn.len() + 1).sum();
            first + turns + question.len()
        };
        while !session.turns.is_empty() && !self.fits(room(&session.turns)) {
            session.turns.remove(0);
        }
        let special = self.vocabulary.special;
        let mut ids = vec![special.bos, special.user];
        ids.extend(std::iter::repeat_n(special.image, session.seen.places));
        for turn in &session.turns {
            ids.extend(turn);
            ids.push(special.user);
        }
        ids.extend(question);
        let ([_, length, width], mut data) = self.embedded(&ids)?.into_f32::<3>()?;
        let features = &session.seen.features;
        if features.len() != session.seen.places * width || length != ids.len() {
            let hidden = features.len() / session.seen.places.max(1);
            let what = format!("image embeddings of {hidden} numbers beside word embeddings of {width}");
            return Err(LanguageError::Answer { what });
        }
        data[2 * width..][..features.len()].copy_from_slice(features);
        let cache = Cache::empty(&self.spec, &*self.graphs.decoder, self.spec.context)?;
        Ok((cache, Tensor::f32(vec![1, length, width], data)?))
    }

    fn embedded(&mut self, ids: &[TokenId]) -> Result<Tensor, LanguageError> {
        let embeds = generate::embed(&mut *self.graphs.embed, ids)?;
        embeds.ok_or_else(|| LanguageError::Answer { what: "the prompt is empty".into() })
    }

    fn compile(&self, form: &Form) -> Result<Grammar, LanguageError> {
        if let Form::Options(options) = form {
            let what = match () {
                () if !OPTIONS.contains(&options.len()) => Some("their number"),
                () if options.iter().any(|o| o.trim().is_empty() || o.chars().count() > OPTION_LENGTH) => {
                    Some("the length of one")
                }
                () if options.iter().any(|o| o.chars().any(char::is_control)) => Some("a control character"),
                () if options.iter().enumerate().any(|(i, o)| options[..i].contains(o)) => {
                    Some("two are the same")
                }
                () => None,
            };
            if let Some(what) = what {
                return Err(LanguageError::Options { what: what.into() });
            }
        }
        let lark = form.lark().unwrap_or_default();
        Grammar::compile(std::path::Path::new("(asked for)"), lark, &self.vocabulary.environment())
    }
}

/// Listens to the end and tells nobody.
pub(super) fn deaf(_: &str) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
