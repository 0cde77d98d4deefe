//! A sentence as data: which one it is and what it is given, so that it can be said in any language later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Lang, decimal, say, share, word};

/// A sentence of the catalogues: its key, and what it is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    /// A key of `languages/en.ftl`.
    pub key: String,
    /// By the names of the sentence's variables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
}

/// What a sentence is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A whole number, by which a language may choose its plural.
    Count(i64),
    /// A number as English writes it: `2.4`.
    Decimal(String),
    /// A probability, 0–1.
    Share(f32),
    /// Another sentence of the catalogues, by its key.
    Word(String),
    /// Said as it is in every language: a name, a file, a clinic's own words.
    Text(String),
}

pub(super) enum Worded {
    Count(i64),
    Text(String),
}

impl Value {
    pub(super) fn in_lang(&self, lang: Lang) -> Worded {
        match self {
            Value::Count(n) => Worded::Count(*n),
            Value::Decimal(text) => Worded::Text(decimal(lang, text)),
            Value::Share(p) => Worded::Text(share(lang, *p)),
            Value::Word(key) => Worded::Text(word(lang, key)),
            Value::Text(text) => Worded::Text(text.clone()),
        }
    }
}

impl Said {
    /// The sentence of that key, given these.
    pub fn new(key: &str, given: &[(&str, Value)]) -> Said {
        let values = given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Said { key: key.into(), values }
    }

    /// A sentence that is given nothing.
    pub fn plain(key: &str) -> Said {
        Said::new(key, &[])
    }

    /// In words.
    pub fn in_lang(&self, lang: Lang) -> String {
        let given: Vec<(&str, Value)> = self.values.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();
        say(lang, &self.key, &given)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Value {
        Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<u8> for Value {
    fn from(n: u8) -> Value {
        Value::Count(n.into())
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Value {
        Value::Count(n.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
