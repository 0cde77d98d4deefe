//! What stands on the page: everything in words of one language, as data for the template.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value as Json, json};

use super::{PaperError, picture};
use crate::reading::{Reading, chain, grade_name, speak};
use crate::terms::*;
use crate::words;

/// Marks drawn on one photograph, and lines in one part, at most.
const MOST_MARKS: usize = 400;
const MOST_LINES: usize = 10;
/// Characters of a name and of a sentence, at most.
const NAME: usize = 60;
const SENTENCE: usize = 400;
/// A longer word may be broken anywhere.
const LONGEST_WORD: usize = 18;

/// The person that the report is of.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub name: Option<String>,
    pub identifier: Option<String>,
    pub birth_year: Option<i64>,
}

/// What is done with the person.
#[derive(Debug, Clone)]
pub struct Decision {
    pub category: ReferralCategory,
    pub within_days: Option<u32>,
    /// Why, most pressing first, in the report's language.
    pub because: Vec<String>,
    /// Whether a photograph shows what is referred; else the person is told of nothing found.
    pub seen: bool,
}

/// One eye on the page.
pub struct SheetEye<'a> {
    pub eye: Laterality,
    /// `None` where there is no Reading of it.
    pub reading: Option<&'a Reading>,
    /// `None` where the picture is not at hand.
    pub photograph: Option<&'a image::RgbImage>,
    /// Why it was not assessed; `None` where it was, or where that is not known.
    pub why: Option<NotAssessed>,
}

/// One report.
pub struct Sheet<'a> {
    pub lang: Lang,
    /// US Letter instead of A4.
    pub letter: bool,
    pub person: Person,
    pub clinic: Option<String>,
    /// The clinic's.
    pub zone: TimeZone,
    pub photographed: Option<Timestamp>,
    pub printed: Timestamp,
    /// Whether it is of one photograph, and says nothing of what there is of the other eye.
    pub one_alone: bool,
    /// The right eye first.
    pub eyes: Vec<SheetEye<'a>>,
    pub decision: Decision,
    /// ULID by which the record finds it; nothing else is in the QR code.
    pub code: String,
}

/// Without signs that turn the direction of writing or control anything, and not longer than `most`.
fn plain(text: &str, most: usize) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !turns(*c)).collect();
    let cut: String = match clean.chars().count() > most {
        true => clean.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        false => clean,
    };
    let mut broken = String::with_capacity(cut.len());
    let mut unbroken = 0;
    for c in cut.chars() {
        unbroken = if c.is_whitespace() { 0 } else { unbroken + 1 };
        if unbroken > LONGEST_WORD {
            broken.push('\u{200b}');
            unbroken = 1;
        }
        broken.push(c);
    }
    broken
}

/// Whether a name runs from right to left, by its first letter: whatever the page's own direction, it keeps its own.
fn runs_left(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        words::word(self.lang, key)
    }

    fn say(&self, key: &str, given: &words::Given) -> String {
        words::say(self.lang, key, given)
    }

    fn moment(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        format!("{} {}", words::date(self.lang, local.date()), local.strftime("%H:%M"))
    }

    /// Pictures and code, which do not change with the size of the type.
    pub(super) fn files(&self) -> Result<Vec<(&'static str, Vec<u8>)>, PaperError> {
        let mut files = vec![("code.svg", code(&self.code)?)];
        for (name, eye) in ["first.jpg", "second.jpg"].into_iter().zip(&self.eyes) {
            if let Some(rgb) = eye.photograph {
                files.push((name, picture::jpeg(rgb)?));
            }
        }
        Ok(files)
    }

    /// The template's data. `size` in points, `picture` in millimetres.
    pub(super) fn data(&self, size: f32, picture: f32) -> Result<Vec<u8>, PaperError> {
        let lang = self.lang;
        let eyes: Vec<(&SheetEye, Option<Reading>)> =
            self.eyes.iter().take(2).map(|eye| (eye, eye.reading.map(|r| speak(r, lang)))).collect();
        let category = self.decision.category;
        let within = self
            .decision
            .within_days
            .map_or_else(|| self.word("reading-within-clinic"), |days| chain::interval(lang, days));
        let given = [("within", within.into())];
        let readings: Vec<&Reading> = eyes.iter().filter_map(|(_, reading)| reading.as_ref()).collect();
        let shown: Vec<Json> = ["first.jpg", "second.jpg"]
            .iter()
            .zip(&eyes)
            .map(|(file, (eye, reading))| self.eye(file, eye, reading.as_ref()))
            .collect();
        let assessed: Vec<Json> = readings.iter().flat_map(|reading| self.conditions(reading)).collect();
        let refers = category.refers();
        let told = match refers && !self.decision.seen {
            true => "paper-plain-told".to_owned(),
            false => format!("paper-plain-{category}"),
        };
        let data = json!({
            "size": size, "picture": picture, "paper": if self.letter { "us-letter" } else { "a4" },
            "lang": lang.word(), "rtl": lang.is_rtl(), "fonts": fonts(lang),
            "product": self.word("product"), "title": self.word("paper-title"),
            "not_cleared": self.word("not-cleared"),
            "facts": self.facts(),
            "category": category.word(),
            "headline": self.word(&format!("referral-headline-{category}")),
            "when": self.when(&given),
            "eyes": shown,
            "for_patient": self.word("paper-for-patient"),
            "plain": [self.say(&told, &given), self.word("paper-always")],
            "for_doctor": self.word("paper-for-doctor"),
            "findings": assessed,
            "parts": self.parts(&readings),
            "code": self.code, "code_words": self.word("paper-code"),
            "foot": self.foot(&readings),
            "signature": self.word("print-signature"), "date": self.word("print-date"),
        });
        serde_json::to_vec(&data).map_err(|error| PaperError::Typeset(error.to_string()))
    }

    fn facts(&self) -> Vec<Json> {
        let person = &self.person;
        let born = person.birth_year.map(|year| year.to_string());
        let taken = self.photographed.map(|at| self.moment(at));
        let all = [
            ("paper-name", person.name.clone()),
            ("paper-identifier", person.identifier.clone()),
            ("paper-birth-year", born),
            ("paper-clinic", self.clinic.clone()),
            ("paper-taken", taken),
        ];
        let known =
            all.into_iter().filter_map(|(key, value)| Some((key, value.filter(|v| !v.trim().is_empty())?)));
        known
            .map(|(key, value)| {
                json!({ "name": self.word(key), "value": plain(&value, NAME), "rtl": runs_left(&value) })
            })
            .collect()
    }

    fn when(&self, within: &words::Given) -> String {
        let category = self.decision.category;
        let said = self.say(&format!("reading-manage-{category}"), within);
        let due = self.photographed.zip(self.decision.within_days).and_then(|(at, days)| {
            let day = at.to_zoned(self.zone.clone()).date().checked_add(i64::from(days).days()).ok()?;
            let key =
                if category == ReferralCategory::Rescreen { "referral-around" } else { "referral-latest" };
            Some(self.say(key, &[("date", words::date(self.lang, day).into())]))
        });
        due.map_or(said.clone(), |due| format!("{said} ({due})"))
    }

    fn eye(&self, file: &str, eye: &SheetEye, reading: Option<&Reading>) -> Json {
        let name = self.word(&format!("eye-{}", eye.eye));
        let missing = match eye.why {
            Some(why @ (NotAssessed::Absent | NotAssessed::CouldNot | NotAssessed::Refused)) => {
                self.word(&format!("not-assessed-{why}"))
            }
            _ => self.word(if self.one_alone { "paper-one-eye" } else { "paper-no-photograph" }),
        };
        let Some(reading) = reading else {
            return json!({ "name": name, "file": null, "missing": missing, "legend": [], "lines": [] });
        };
        let aspect = eye.photograph.map_or(0.75, |p| f64::from(p.height()) / f64::from(p.width().max(1)));
        let marks: Vec<Json> = reading
            .findings
            .iter()
            .take(MOST_MARKS)
            .map(|f| {
                let (_, colour, dash) = mark(f.label);
                json!({ "box": f.bounds, "colour": colour, "dash": dash })
            })
            .collect();
        json!({
            "name": name, "code": self.word(&format!("eye-code-{}", eye.eye)),
            "file": eye.photograph.map(|_| file), "missing": missing, "aspect": aspect.clamp(0.3, 1.5),
            "marks": marks, "legend": self.legend(reading), "lines": self.lines(reading),
        })
    }

    fn legend(&self, reading: &Reading) -> Vec<Json> {
        let kinds = Label::ALL.iter().filter_map(|&label| {
            let of_label: Vec<_> = reading.findings.iter().filter(|f| f.label == label).collect();
            let first = of_label.first()?;
            let (code, colour, dash) = mark(label);
            let research = match first.research {
                true => format!(" ({})", self.word("findings-research")),
                false => String::new(),
            };
            let words = format!("{} {}{research}", self.word(&format!("labels-{label}")), of_label.len());
            Some(json!({ "code": code, "colour": colour, "dash": dash, "words": words }))
        });
        kinds.collect()
    }

    /// Quality, and what was looked for without a finding.
    fn lines(&self, reading: &Reading) -> Vec<String> {
        let found = |label: &Label| reading.findings.iter().any(|f| f.label == *label && !f.research);
        let names = |labels: Vec<Label>| {
            let all: Vec<String> = labels
                .into_iter()
                .map(|label| words::lower(&self.word(&format!("labels-{label}"))))
                .collect();
            words::list(self.lang, &all)
        };
        let (clear, skipped): (Vec<Label>, Vec<Label>) = Label::ALL
            .iter()
            .filter(|label| !found(label))
            .partition(|label| reading.findings_assessed.contains(label));
        let mut lines = vec![self.word(&format!("quality-verdict-{}", reading.quality.verdict))];
        if !clear.is_empty() {
            let key = if reading.quality.verdict == Verdict::Reject {
                "findings-not-ruled-out"
            } else {
                "findings-none-of"
            };
            lines.push(self.say(key, &[("labels", names(clear).into())]));
        }
        if !skipped.is_empty() {
            lines.push(self.say("findings-not-looked", &[("labels", names(skipped).into())]));
        }
        lines
    }

    fn conditions(&self, reading: &Reading) -> Vec<Json> {
        let assessed = reading.conditions.iter().filter(|c| c.status != Status::NotAssessed);
        assessed
            .map(|c| {
                let mut notes = vec![words::share(self.lang, c.probability.unwrap_or(0.0))];
                notes.extend(c.stage.as_ref().map(|stage| grade_name(self.lang, reading, stage)));
                notes.extend(c.research.then(|| self.word("findings-research")));
                let status = self.word(&format!("conditions-status-{}", c.status));
                json!({
                    "eye": self.word(&format!("eye-code-{}", reading.eye.laterality)),
                    "name": self.word(&format!("conditions-name-{}", c.condition)),
                    "result": plain(&format!("{status}: {}", words::list(self.lang, &notes)), SENTENCE),
                })
            })
            .collect()
    }

    fn parts(&self, readings: &[&Reading]) -> Vec<Json> {
        let bounded = |lines: Vec<String>| {
            let more = lines.len().saturating_sub(MOST_LINES);
            let mut kept: Vec<String> =
                lines.iter().take(MOST_LINES).map(|line| plain(line, SENTENCE)).collect();
            kept.extend((more > 0).then(|| self.say("paper-more", &[("n", more.into())])));
            kept
        };
        let checks = readings.iter().flat_map(|r| {
            r.checks
                .iter()
                .filter(|c| !c.passed && c.effect != crate::reading::Effect::None)
                .map(|c| c.detail.clone())
        });
        let mut because = self.decision.because.clone();
        let checks: Vec<String> = checks.filter(|check| !because.contains(check)).collect();
        because.dedup();
        let skipped: Vec<String> = Condition::ALL
            .iter()
            .filter(|condition| {
                readings.iter().any(|r| {
                    r.conditions.iter().any(|c| c.condition == **condition && c.status == Status::NotAssessed)
                })
            })
            .map(|condition| crate::reading::report::condition_name(self.lang, *condition))
            .collect();
        let mut rest: Vec<String> = Vec::new();
        if !skipped.is_empty() {
            rest.push(self.say("paper-not-assessed", &[("list", words::list(self.lang, &skipped).into())]));
        }
        if readings.iter().any(|r| r.research) {
            rest.push(self.word("research"));
        }
        vec![
            json!({ "title": self.word("referral-because"), "lines": bounded(because) }),
            json!({ "title": self.word("paper-check"), "lines": bounded(checks) }),
            json!({ "title": self.word("conditions-status-not_assessed"), "lines": rest }),
        ]
    }

    fn foot(&self, readings: &[&Reading]) -> Vec<String> {
        let mut lines = vec![self.word("reading-report-not-cleared")];
        if let Some(reading) = readings.first() {
            let models = &reading.models;
            let model = models.evidence.as_ref().or(models.language.as_ref()).map_or_else(
                || self.word("provenance-not-run"),
                |m| format!("{} {} ({}/{})", m.bundle, m.version, m.engine, m.provider),
            );
            lines.push(
                [
                    self.say("paper-engine", &[("model", model.into())]),
                    self.say("paper-protocol", &[("protocol", plain(&reading.protocol, NAME).into())]),
                    format!("{} {}", self.word("product"), reading.software),
                    self.say("paper-printed", &[("when", self.moment(self.printed).into())]),
                ]
                .join(" · "),
            );
            lines.extend(reading.models.fallbacks.first().map(|note| plain(note, SENTENCE / 2)));
        }
        if !self.lang.is_reviewed() {
            lines.push(self.word("words-not-reviewed"));
        }
        lines
    }
}

/// Code, colour and line of a kind of finding, as on the page (ui/src/views/marks.ts).
fn mark(label: Label) -> (&'static str, &'static str, &'static str) {
    match label {
        Label::Microaneurysm => ("MA", "#6fe8ff", "solid"),
        Label::Haemorrhage => ("HE", "#ff9de6", "dashed"),
        Label::HardExudate => ("EX", "#ffe84a", "solid"),
        Label::CottonWoolSpot => ("CW", "#a9ff9d", "densely-dashed"),
        Label::Neovascularisation => ("NV", "#d3b8ff", "dash-dotted"),
        Label::Drusen => ("DR", "#ffbe7d", "dotted"),
        Label::RetinalScar => ("SC", "#ffffff", "loosely-dashed"),
    }
}

/// The language's own font first.
fn fonts(lang: Lang) -> Vec<&'static str> {
    let own = match lang {
        Lang::Hi => "Noto Sans Devanagari",
        Lang::Ar => "Noto Sans Arabic",
        Lang::Zh => "Noto Sans CJK SC",
        _ => "Noto Sans",
    };
    let mut all = vec![own];
    all.extend(
        ["Noto Sans", "Noto Sans Devanagari", "Noto Sans Arabic", "Noto Sans CJK SC"]
            .into_iter()
            .filter(|f| *f != own),
    );
    all
}

fn code(text: &str) -> Result<Vec<u8>, PaperError> {
    let code =
        qrcode::QrCode::new(text.as_bytes()).map_err(|error| PaperError::Typeset(error.to_string()))?;
    Ok(code.render::<qrcode::render::svg::Color>().min_dimensions(160, 160).build().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_hostile_name_turns_nothing_and_is_not_long() {
        assert_eq!(plain("Ana \u{202e}ordeP\u{2066}", 60), "Ana ordeP");
        assert_eq!(plain("a\nb\u{7}c", 60), "a b c");
        let long = plain(&"x".repeat(5000), 60);
        assert_eq!(long.chars().filter(|c| *c != '\u{200b}').count(), 60);
        assert!(long.split('\u{200b}').all(|part| part.chars().count() <= 18), "{long}");
    }
}
