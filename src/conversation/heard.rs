//! The words by which questions are understood, from `languages/heard/`: one list a language and topic.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;

use crate::terms::{Condition, Label, Lang};

/// Wordings of one topic, folded as questions are. Latin ones are beginnings of words, or whole words where they end in a
/// space; in the other scripts they are found anywhere.
#[derive(Debug, Default)]
pub struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words, D::Error> {
        let text = String::deserialize(from)?;
        Ok(Words(text.split('|').filter(|one| !one.is_empty()).map(wording).collect()))
    }
}

impl Words {
    fn are_in(&self, question: &str) -> bool {
        self.0.iter().any(|one| question.contains(one.as_str()))
    }
}

/// The topics of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    pub oedema: Words,
    /// Orders to the model, and small talk.
    pub instructions: Words,
    /// Drugs, operations, outcomes.
    pub doctor: Words,
    pub other_visit: Words,
    /// What no photograph of a retina tells of a patient.
    pub patient: Words,
    pub organs: Words,
    /// Diseases and signs of the eye that no Reading names.
    pub elsewhere: Words,
    /// Symptoms that are urgent whatever the photograph shows.
    pub urgent: Words,
    pub other_eye: Words,
    /// Who the patient is, and other patients.
    pub who: Words,
    pub disc: Words,
    pub fovea: Words,
    pub why: Words,
    pub help: Words,
    pub unassessed: Words,
    /// A haemorrhage where it is asked for as a condition.
    pub bleeding_condition: Words,
    pub more: Words,
    pub cup: Words,
    pub cup_increased: Words,
    pub cup_measure: Words,
    pub risk: Words,
    pub grade: Words,
    pub refer: Words,
    pub gradable: Words,
    pub plan: Words,
    pub next: Words,
    pub manage: Words,
    pub side: Words,
    pub describe: Words,
    pub vessels: Words,
    pub checks: Words,
    pub sure: Words,
    pub healthy: Words,
    pub lesions: Words,
    pub count: Words,
    pub distance: Words,
    pub largest: Words,
    pub area: Words,
    pub r#where: Words,
    pub and_then: Words,
    pub soft_exudate: Words,
    pub hard_exudate: Words,
    /// What stands before the number of a finding.
    pub finding: Words,
    label: BTreeMap<Label, Words>,
    condition: BTreeMap<Condition, Words>,
}

fn topics(lang: Lang) -> &'static Topics {
    static ALL: OnceLock<BTreeMap<Lang, Topics>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let read = |lang: Lang| {
            toml::from_str(file(lang)).unwrap_or_else(|error| {
                tracing::error!("languages/heard/{}.toml: {error}", lang.word());
                Topics::default()
            })
        };
        Lang::ALL.iter().map(|&lang| (lang, read(lang))).collect()
    });
    &all[&lang]
}

fn file(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../languages/heard/en.toml"),
        Lang::Es => include_str!("../../languages/heard/es.toml"),
        Lang::Fr => include_str!("../../languages/heard/fr.toml"),
        Lang::Pt => include_str!("../../languages/heard/pt.toml"),
        Lang::Hi => include_str!("../../languages/heard/hi.toml"),
        Lang::Zh => include_str!("../../languages/heard/zh.toml"),
        Lang::Ar => include_str!("../../languages/heard/ar.toml"),
    }
}

/// A question in the form in which it is searched.
pub struct Text {
    /// Folded words apart by one space, a space at both ends.
    pub words: String,
    topics: Vec<&'static Topics>,
}

impl Text {
    /// Takes a question apart that is in `lang`. English words stand in questions of other scripts too.
    pub fn of(question: &str, lang: Lang) -> Text {
        let own = [Some(lang), (!is_latin(lang)).then_some(Lang::En)];
        Text { words: folded(question), topics: own.into_iter().flatten().map(topics).collect() }
    }

    /// Whether the question has a wording of that topic.
    pub fn has(&self, topic: impl Fn(&'static Topics) -> &'static Words) -> bool {
        self.topics.iter().any(|topics| topic(topics).are_in(&self.words))
    }

    pub fn names_label(&self, label: Label) -> bool {
        self.topics
            .iter()
            .any(|topics| topics.label.get(&label).is_some_and(|words| words.are_in(&self.words)))
    }

    pub fn names_condition(&self, condition: Condition) -> bool {
        let named = |topics: &&'static Topics| topics.condition.get(&condition);
        self.topics.iter().filter_map(named).any(|words| words.are_in(&self.words))
    }
}

/// Symptoms that are urgent whatever the photograph shows, in any language.
pub fn urgent(words: &str) -> bool {
    let words = folded(words);
    Lang::ALL.iter().any(|&lang| topics(lang).urgent.are_in(&words))
}

pub fn is_latin(lang: Lang) -> bool {
    matches!(lang, Lang::En | Lang::Es | Lang::Fr | Lang::Pt)
}

/// The language that the letters of a question tell; none for Latin ones.
pub fn by_script(question: &str) -> Option<Lang> {
    question.chars().find_map(|c| match c {
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Some(Lang::Zh),
        '\u{900}'..='\u{97f}' => Some(Lang::Hi),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(Lang::Ar),
        _ => None,
    })
}

/// Lower case without accents, words apart by one space, a space at both ends.
fn folded(text: &str) -> String {
    let mut words = String::from(" ");
    for c in text.nfd().filter_map(letter).flat_map(char::to_lowercase) {
        match c {
            'œ' => words.push_str("oe"),
            'æ' => words.push_str("ae"),
            // The vowels of Devanagari are marks.
            c if c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{97f}') => words.push(c),
            _ if !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// A letter without what writers leave out: accents, the dots of nukta, the vowels of Arabic; and its plain form where it
/// has several.
fn letter(c: char) -> Option<char> {
    match c {
        '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => None,
        // Candrabindu and anusvara are written for each other.
        'ँ' => Some('ं'),
        'ة' => Some('ه'),
        'ى' => Some('ي'),
        '।' => Some(' '),
        c => Some(c),
    }
}

/// A wording folded: Latin ones begin a word, and a space that is written stays.
fn wording(one: &str) -> String {
    let folded = folded(one);
    let begun = if folded.is_ascii() || one.starts_with(' ') { folded.as_str() } else { folded.trim_start() };
    if one.ends_with(' ') { begun.to_owned() } else { begun.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_topic() {
        for &lang in Lang::ALL {
            let read = toml::from_str::<Topics>(file(lang));
            let read = read.unwrap_or_else(|error| panic!("languages/heard/{}.toml: {error}", lang.word()));
            assert!(Label::ALL.iter().all(|label| read.label.contains_key(label)), "{}", lang.word());
            assert!(Condition::ALL.iter().all(|one| read.condition.contains_key(one)), "{}", lang.word());
        }
    }

    #[test]
    fn accents_marks_and_apostrophes_do_not_tell_questions_apart() {
        assert_eq!(folded("De quel ŒIL s’agit-il ?"), " de quel oeil s agit il ");
        assert_eq!(folded("¿Cuál es la fóvea?"), " cual es la fovea ");
        assert_eq!(folded("मरीज़ की आँख।"), folded("मरीज की आंख"));
        assert_eq!(folded("أين القُرص؟"), folded("اين القرص"));
    }

    #[test]
    fn symptoms_are_heard_in_any_language() {
        for said in [
            "The patient suddenly lost sight.",
            "Ve destellos desde ayer.",
            "Un rideau devant l’œil droit.",
            "Perda de visão há dois dias.",
            "अचानक दिखना बंद हो गया।",
            "患者看到闪光。",
            "فقدان البصر منذ يومين",
        ] {
            assert!(urgent(said), "{said}");
        }
        assert!(!urgent("Diabetes desde hace 12 años; diabète depuis 12 ans; 糖尿病12年"));
    }
}
