//! A conversation about one photograph: what was asked last, and what the language reader has before it.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::answer::{Draft, answer, urgent};
use super::facts::Facts;
use super::intent::Intent;
use super::phrases::told;
use super::types::*;
use super::{heard, plan, refuse, understand, unverified, voice};
use crate::fault::{Explain, Fault};
use crate::language::{self, Asked, Form, Session, Stop};
use crate::reading::{Reader, Reading, Seen, speak};
use crate::terms::{Source, Verdict};

/// How long the language reader may take over one question; the answer stands without it.
const TIME: Duration = Duration::from_secs(10);

/// What whoever listens to an answer is told of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told<'a> {
    /// Nothing yet.
    Waiting,
    /// Words of a published language model as they come, verified by nothing. They stand again in the sentence that
    /// follows, which holds.
    Piece(&'a str),
    Sentence(&'a Sentence),
}

/// Is told an answer as it comes; `Break` ends it.
pub type Teller<'a> = dyn FnMut(Told) -> ControlFlow<()> + 'a;

/// What the language model has before it.
enum Before {
    Own(Session),
    Published(language::Talk),
}

/// Questions about one Reading. Its session belongs to the reader that it is asked with.
pub struct Talk {
    reading: Reading,
    before: Option<Before>,
    last: Option<Intent>,
}

/// What an answer is made of while it is being told.
pub(super) struct Telling<'a, 'b> {
    sentences: Vec<Sentence>,
    heard: Option<Heard>,
    pub(super) tell: &'a mut Teller<'b>,
    pub(super) stopped: bool,
}

impl Telling<'_, '_> {
    pub(super) fn say(&mut self, sentence: Sentence) {
        self.stopped |= (self.tell)(Told::Sentence(&sentence)).is_break();
        self.sentences.push(sentence);
    }

    pub(super) fn hear(&mut self, heard: Heard) {
        self.heard = Some(match self.heard.take() {
            None => heard,
            Some(before) => Heard {
                agrees: before.agrees && heard.agrees,
                text: match (before.text, heard.text) {
                    (Some(a), Some(b)) => Some(format!("{a} {b}")),
                    (one, other) => one.or(other),
                },
                read: before.read + heard.read,
                written: before.written + heard.written,
                forgotten: before.forgotten + heard.forgotten,
            },
        });
    }
}

impl Talk {
    /// About a Reading, and the photograph as the language reader sees it, where it does.
    pub fn about(reading: Reading, seen: Option<Seen>) -> Talk {
        let readable = reading.quality.verdict != Verdict::Reject;
        let before = seen.and_then(|seen| match seen {
            Seen::Own(seen) => Some(Before::Own(Session::about(seen))),
            Seen::Published(talk) => readable.then_some(Before::Published(talk)),
        });
        Talk { reading, before, last: None }
    }

    /// The Reading that answers.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Lets go of what the language model has read, where that takes much memory; a further question reads it anew.
    pub fn rest(&mut self) {
        if let Some(Before::Published(talk)) = &mut self.before {
            talk.rest();
        }
    }

    /// Answers a question; `None` where `tell` ended it. Fails where the question is over a bound, and where a published
    /// model, which alone has the answer, fails: if the software's own language reader does, the answer stands without it
    /// and says so.
    pub fn ask(
        &mut self,
        reader: &mut Reader,
        ask: &Ask,
        tell: &mut Teller,
    ) -> Result<Option<Message>, Fault> {
        ask.check()?;
        let start = Instant::now();
        let (intent, lang) = understand::understand(&ask.question, ask.task, self.last.as_ref(), ask.lang);
        let reading = speak(&self.reading, lang);
        let facts = Facts { reading: &reading, lang };
        let mut telling = Telling { sentences: Vec::new(), heard: None, tell, stopped: false };
        // Where something was measured, that answers.
        let unmeasured = self.reading.models.evidence.is_none() && reader.published().is_some();
        let mut unverified = false;
        let mut draft = match (&intent, &mut self.before, reader.published()) {
            (Intent::Plan, ..) => self.plan(reader, ask, &facts, &mut telling),
            (_, Some(Before::Published(before)), Some(model))
                if unmeasured && unverified::is_asked(&intent) && ask.options.is_empty() =>
            {
                unverified = true;
                let places = unverified::hear(model, before, ask, &intent, &facts, &mut telling)?;
                Draft { places, ..Draft::default() }
            }
            _ => self.one(reader, ask, &intent, &facts, unmeasured, &mut telling),
        };
        if telling.stopped {
            return Ok(None);
        }
        let choice = chosen(&draft.values, &ask.options);
        if !ask.options.is_empty() && choice.is_none() && draft.declined.is_none() {
            draft.declined = Some(Decline::NoOption);
            telling.say(structured(refuse::why(Decline::NoOption, lang)));
        }
        let may_ask = if draft.declined.is_some() { refuse::may_ask(&facts) } else { Vec::new() };
        // The model was asked in the person's own words, unless there were none.
        let meant = !unverified || ask.task.is_some();
        let understood = Some(intent.question(lang)).filter(|words| meant && !words.is_empty());
        let findings = cited(&telling.sentences);
        let texts: Vec<&str> = telling.sentences.iter().map(|s| s.text.as_str()).collect();
        let message = Message {
            schema: SCHEMA.into(),
            reading: self.reading.id.clone(),
            question: ask.question.clone(),
            lang,
            understood,
            outcome: match draft.declined {
                Some(_) => Outcome::Declined,
                None if unverified => Outcome::Unverified,
                None => Outcome::Answered,
            },
            declined: draft.declined,
            text: texts.join(" "),
            findings,
            places: draft.places,
            choice,
            may_ask,
            language: telling.heard,
            sentences: telling.sentences,
            encoded: reader.encoded(),
            took_ms: u32::try_from(start.elapsed().as_millis()).unwrap_or(u32::MAX),
        };
        if !matches!(intent, Intent::Refused(_)) {
            self.last = Some(intent);
        }
        Ok(Some(message))
    }

    fn one(
        &mut self,
        reader: &mut Reader,
        ask: &Ask,
        intent: &Intent,
        facts: &Facts,
        unmeasured: bool,
        telling: &mut Telling,
    ) -> Draft {
        let instead = || unverified::declined(intent, ask, facts, reader.protocol());
        let instead = unmeasured.then(instead).flatten();
        let mut draft = instead.unwrap_or_else(|| answer(intent, facts, reader.protocol()));
        let decides = matches!(intent, Intent::Manage | Intent::Next | Intent::Referable);
        let symptoms = decides && ask.history.as_deref().is_some_and(heard::urgent);
        if symptoms {
            // Symptoms come before everything that the picture says.
            telling.say(structured(urgent(facts.lang)));
            draft.values.clear();
        }
        for sentence in std::mem::take(&mut draft.sentences) {
            telling.say(sentence);
        }
        if draft.declined.is_none() && !symptoms {
            let choice = chosen(&draft.values, &ask.options);
            self.listen(reader, ask, intent, choice, facts, None, telling);
        }
        draft
    }

    fn plan(&mut self, reader: &mut Reader, ask: &Ask, facts: &Facts, telling: &mut Telling) -> Draft {
        let mut whole = Draft::default();
        for which in PlanStep::ALL {
            let history = ask.history.as_deref();
            let step = plan::step(which, &telling.sentences, history, facts, reader.protocol());
            for sentence in step.draft.sentences {
                telling.say(sentence);
            }
            for place in step.draft.places {
                if !whole.places.contains(&place) {
                    whole.places.push(place);
                }
            }
            if let Some(intent) = step.asked {
                self.listen(reader, ask, &intent, None, facts, Some(which), telling);
            }
            if telling.stopped {
                break;
            }
        }
        whole
    }

    /// Asks the language reader the same, in words of ours, and shows what the Reading bears out.
    #[expect(clippy::too_many_arguments, reason = "one call, and each is another thing")]
    fn listen(
        &mut self,
        reader: &mut Reader,
        ask: &Ask,
        intent: &Intent,
        choice: Option<String>,
        facts: &Facts,
        step: Option<PlanStep>,
        telling: &mut Telling,
    ) {
        let (Some(language), Some(Before::Own(session))) = (reader.language(), self.before.as_mut()) else {
            return;
        };
        let (form, expected) = match choice {
            Some(choice) => (Form::Options(ask.options.clone()), (vec![choice], false)),
            None => (Form::Answer, voice::expected(intent, facts)),
        };
        if telling.stopped || expected.0.is_empty() {
            return;
        }
        let lang = facts.lang;
        let question = intent.question(voice::heard_in(lang));
        let asked = Asked { form, sampling: ask.sampling(), time: Some(TIME), ..Asked::new(&question) };
        let said = language.say(session, &asked, &mut |_| (telling.tell)(Told::Waiting));
        let mut note = |text: String, source| telling.say(Sentence { source, step, ..structured(text) });
        let said = match said {
            Ok(said) => said,
            Err(error) => {
                let why = error.fault().message;
                return note(told(lang, "reader-failed", &[("why", why.into())]), Source::Structure);
            }
        };
        let words = voice::borne_out(&said.text, &expected).filter(|_| said.stop == Stop::Whole);
        match &words {
            Some(words) => {
                let given = [("question", question.clone().into()), ("words", words.clone().into())];
                note(told(lang, "reader-same", &given), Source::Language);
            }
            None if said.stop == Stop::Cancelled => {}
            None => note(told(lang, "reader-other", &[("question", question.into())]), Source::Structure),
        }
        telling.stopped |= said.stop == Stop::Cancelled;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        telling.hear(Heard {
            agrees: words.is_some(),
            text: words,
            read: count(said.read),
            written: count(said.written),
            forgotten: count(said.forgotten),
        });
    }
}

pub(super) fn structured(text: String) -> Sentence {
    Sentence { text, source: Source::Structure, findings: vec![], step: None, unverified: false }
}

/// Ids that sentences rest on, each once, in their order.
fn cited(sentences: &[Sentence]) -> Vec<String> {
    let mut ids = Vec::new();
    for id in sentences.iter().flat_map(|s| &s.findings) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// The one option that says what was measured.
fn chosen(values: &[String], options: &[String]) -> Option<String> {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches(['.', '。']).to_lowercase();
        match text.split_once([')', '.', ':']) {
            // `A. right eye`
            Some((letter, rest)) if letter.chars().count() == 1 && rest.starts_with(' ') => {
                rest.trim().to_owned()
            }
            _ => text,
        }
    };
    let mut fits = options.iter().filter(|option| values.iter().any(|value| bare(value) == bare(option)));
    fits.next().filter(|_| fits.next().is_none()).cloned()
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn an_option_is_chosen_only_where_it_alone_fits() {
        let all = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let values = all(&["2", "moderate"]);
        assert_eq!(chosen(&values, &all(&["1", "2"])), Some("2".into()));
        assert_eq!(chosen(&values, &all(&["A. mild", "B. Moderate."])), Some("B. Moderate.".into()));
        assert_eq!(chosen(&values, &all(&["2", "moderate"])), None, "two fit");
        assert_eq!(chosen(&values, &all(&["mild", "12"])), None);
        assert_eq!(chosen(&[], &all(&["yes", "no"])), None);
    }
}
