//! Numbers, shares, dates and lists as a language writes them.

use jiff::civil::Date;

use super::{Lang, Value, say};

/// A number that English writes as `2.4`, with the sign that the language puts before its decimals.
pub fn decimal(lang: Lang, english: &str) -> String {
    match lang {
        Lang::Es | Lang::Fr | Lang::Pt => english.replace('.', ","),
        Lang::En | Lang::Hi | Lang::Zh | Lang::Ar => english.to_owned(),
    }
}

/// A probability in words that never claim certainty: `88 %`.
pub fn share(lang: Lang, p: f32) -> String {
    match p {
        p if p >= 0.995 => say(lang, "reading-share-over", &[]),
        p if p < 0.005 => say(lang, "reading-share-under", &[]),
        p => say(lang, "reading-share", &[("n", Value::Text(format!("{:.0}", p * 100.0)))]),
    }
}

/// A day: `3 May 2026`.
pub fn date(lang: Lang, day: Date) -> String {
    let month = say(lang, &format!("month-{}", day.month()), &[]);
    let given = [
        ("day", Value::Text(day.day().to_string())),
        ("month", Value::Text(month)),
        ("year", Value::Text(day.year().to_string())),
    ];
    say(lang, "month-date", &given)
}

/// Several words with the sign that the language puts between them.
pub fn list(lang: Lang, words: &[String]) -> String {
    let mut words = words.iter().cloned();
    let Some(first) = words.next() else { return String::new() };
    words.fold(first, |before, next| {
        say(lang, "reading-list-comma", &[("before", Value::Text(before)), ("next", Value::Text(next))])
    })
}

/// The sentence as it continues another.
pub fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
