//! Every word a person reads, from the Fluent catalogues in `languages/`: one a language, the same that the page speaks.

mod form;
mod said;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use crate::terms::Lang;
pub use form::{date, decimal, list, lower, share};
pub use said::{Said, Value};

/// What a sentence is given, by name.
pub type Given<'a> = [(&'a str, Value)];

type Bundle = FluentBundle<FluentResource>;

/// The catalogue of a language as its file is written.
pub fn catalogue(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../languages/en.ftl"),
        Lang::Es => include_str!("../../languages/es.ftl"),
        Lang::Fr => include_str!("../../languages/fr.ftl"),
        Lang::Pt => include_str!("../../languages/pt.ftl"),
        Lang::Hi => include_str!("../../languages/hi.ftl"),
        Lang::Zh => include_str!("../../languages/zh.ftl"),
        Lang::Ar => include_str!("../../languages/ar.ftl"),
    }
}

impl Lang {
    /// Whether the language is written from right to left.
    pub fn is_rtl(self) -> bool {
        self == Lang::Ar
    }

    /// Whether native speakers have read all of it. English is what the others are translated from.
    pub fn is_reviewed(self) -> bool {
        !catalogue(self).lines().any(|line| line.starts_with("## Not reviewed"))
    }
}

/// The sentence of that key. A key that the language lacks is said in English, and one that nobody knows as it is
/// written; `languages_are_complete` (ui/test) keeps both from happening.
pub fn say(lang: Lang, key: &str, given: &Given) -> String {
    let worded = |value: &Value| value.in_lang(lang);
    find(lang, key, given, &worded)
        .or_else(|| find(Lang::En, key, given, &worded))
        .unwrap_or_else(|| key.to_owned())
}

/// The sentence of a key without variables.
pub fn word(lang: Lang, key: &str) -> String {
    say(lang, key, &[])
}

/// The same sentence in another language, for a text that is one sentence of the English catalogue, word for word.
pub fn translated(lang: Lang, english: &str) -> String {
    static KEYS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let lines = catalogue(Lang::En).lines().filter_map(|line| line.split_once(" = "));
        let fixed = lines.filter(|(key, text)| key.starts_with("reading-missing-") && !text.contains('{'));
        fixed.map(|(key, text)| (text.to_owned(), key.to_owned())).collect()
    });
    keys.get(english).map_or_else(|| english.to_owned(), |key| word(lang, key))
}

fn find(lang: Lang, key: &str, given: &Given, worded: &dyn Fn(&Value) -> said::Worded) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(key)?.value()?;
    let mut args = FluentArgs::with_capacity(given.len());
    for (name, value) in given {
        match worded(value) {
            said::Worded::Count(n) => args.set(*name, n),
            said::Worded::Text(text) => args.set(*name, text),
        }
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    for error in &errors {
        tracing::error!("{key} in {}: {error}", lang.word());
    }
    errors.is_empty().then_some(text)
}

fn bundle(lang: Lang) -> &'static Bundle {
    static BUNDLES: OnceLock<BTreeMap<Lang, Bundle>> = OnceLock::new();
    let all = BUNDLES.get_or_init(|| Lang::ALL.iter().map(|&lang| (lang, read(lang))).collect());
    &all[&lang]
}

fn read(lang: Lang) -> Bundle {
    let locale = lang.word().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // What is set beside a name of another direction is kept apart by where it is set, not by invisible signs.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(catalogue(lang).to_owned()).unwrap_or_else(|(read, errors)| {
        tracing::error!("languages/{}.ftl: {errors:?}", lang.word());
        read
    });
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests;
