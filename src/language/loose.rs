//! Names and boxes in free text: `<ref>name</ref><box>[[x1, y1, x2, y2], …]</box>` as the InternVL and Qwen families
//! write it. Nothing made the model keep to it, so that whatever cannot be read is counted and left out.

use super::chain::Segment;

/// A name with its boxes.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// As written, without its marks.
    pub name: String,
    /// `[x1, y1, x2, y2]`, 0–999 of the photograph's width and height, x1 < x2 and y1 < y2.
    pub boxes: Vec<[u16; 4]>,
}

/// Names of more characters are no names.
const NAME: usize = 100;
/// Boxes that are taken from one answer at most.
const BOXES: usize = 200;
/// Characters of a mark at most; what is longer is text.
const MARK: usize = 40;
/// The marks that say where something is.
const MARKS: [&str; 4] = ["<ref>", "</ref>", "<box>", "</box>"];

/// Whether a token of this name marks a name or a box, and so may stand in a text.
pub(super) fn marks_a_place(name: &str) -> bool {
    MARKS.contains(&name)
}

/// A text without the marks by which a tokenizer steers a model, also where they were spelled out letter by letter:
/// each of `steering`, and whatever has the form `<|…|>`. Nor is anything left in it that would steer a terminal or turn
/// the direction of writing. The marks of places stay.
pub(super) fn unmarked(text: &str, steering: &[String]) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| turns(c) || (c.is_control() && c != '\n' && c != '\t');
    let mut text: String = text.chars().filter(|&c| !steers(c)).collect();
    loop {
        // What is left on both sides of a mark may make another one.
        let mut less = text.clone();
        for mark in steering {
            less = less.replace(mark.as_str(), "");
        }
        while let Some(at) = steered(&less) {
            less.replace_range(at, "");
        }
        if less == text {
            return text;
        }
        text = less;
    }
}

/// The first `<|…|>`.
fn steered(text: &str) -> Option<std::ops::Range<usize>> {
    let (at, inner) = text.match_indices("<|").find_map(|(at, mark)| {
        let inner = text[at + mark.len()..].split_once("|>")?.0;
        let fits = inner.chars().count() <= MARK && !inner.contains([' ', '\n', '<', '>']);
        fits.then_some((at, inner.len()))
    })?;
    Some(at..at + inner + 4)
}

/// A text as words alone: without marks of places, boxes and what is left of them.
pub fn words(text: &str) -> String {
    let (segments, _) = segments(text);
    let words = segments.into_iter().map(|segment| match segment {
        Segment::Text(text) => text,
        Segment::Grounded { name, .. } => name,
    });
    words.collect()
}

/// As much of a text that is still being written as can be shown: nothing that may yet become a mark or a box.
pub(super) fn settled(text: &str) -> &str {
    let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    let unclosed = text.rfind("<box>").filter(|&at| !text[at..].contains("</box>"));
    let from = text.rfind('>').map_or(0, |at| at + 1);
    let mut open = text[from..].match_indices('<').map(|(at, _)| from + at);
    let mark = open.find(|&at| text[at..].chars().count() <= MARK + 4);
    &text[..[unclosed, mark].into_iter().flatten().min().unwrap_or(text.len())]
}

/// The places of a text, and how many boxes were left out.
pub fn places(text: &str) -> (Vec<Place>, usize) {
    let (segments, dropped) = segments(text);
    let places = segments.into_iter().filter_map(|segment| match segment {
        Segment::Grounded { name, boxes } => Some(Place { name, boxes }),
        Segment::Text(_) => None,
    });
    (places.collect(), dropped)
}

/// A text taken apart into words and names with boxes, and how many boxes were left out. Whole numbers are 0–1000 of the
/// photograph, fractions 0–1; boxes are given in 0–999 of it. No mark of a place is left in the words.
pub fn segments(text: &str) -> (Vec<Segment>, usize) {
    let mut found: Vec<Segment> = Vec::new();
    let (mut dropped, mut kept) = (0, 0);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<box>") {
        let (words, named) =
            before.rsplit_once("<ref>").map_or((before, ""), |(words, named)| (words, named));
        let (name, between) = named.split_once("</ref>").unwrap_or((named, ""));
        add(&mut found, words);
        let Some((inner, after)) = after.split_once("</box>") else {
            dropped += 1;
            add(&mut found, name);
            add(&mut found, between);
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || "[],. -".contains(c));
            continue;
        };
        rest = after;
        let mut boxes = Vec::new();
        for piece in inner.split(']').map(|piece| piece.trim_matches(['[', ',', ' ', '\n'])) {
            match parse(piece) {
                Some(bounds) if kept < BOXES => {
                    kept += 1;
                    boxes.push(bounds);
                }
                None if piece.is_empty() => {}
                _ => dropped += 1,
            }
        }
        let name = untagged(name);
        let bare = name.trim();
        if !boxes.is_empty() && (1..=NAME).contains(&bare.chars().count()) {
            // The blanks about a name are words, so that these are the same with and without its box.
            let at = name.find(bare).unwrap_or(0);
            add(&mut found, &name[..at]);
            found.push(Segment::Grounded { name: bare.to_owned(), boxes });
            add(&mut found, &name[at + bare.len()..]);
        } else {
            dropped += boxes.len();
            add(&mut found, &name);
        }
        add(&mut found, between);
    }
    add(&mut found, rest);
    (found, dropped)
}

/// Adds words to what stands, without marks of places.
fn add(found: &mut Vec<Segment>, words: &str) {
    let words = untagged(words);
    match found.last_mut() {
        _ if words.is_empty() => {}
        Some(Segment::Text(before)) => before.push_str(&words),
        _ => found.push(Segment::Text(words)),
    }
}

fn untagged(text: &str) -> String {
    let mut text = text.to_owned();
    while MARKS.iter().any(|mark| text.contains(mark)) {
        for mark in MARKS {
            text = text.replace(mark, "");
        }
    }
    text
}

/// Four numbers, all 0–1 with at least one fraction, or all 0–1000; None where they enclose nothing.
fn parse(piece: &str) -> Option<[u16; 4]> {
    let words: Vec<&str> = piece.split(',').map(str::trim).collect();
    let numbers: Vec<f64> = words.iter().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let numbers: [f64; 4] = numbers.try_into().ok()?;
    let parts = words.iter().any(|word| word.contains('.')) && numbers.iter().all(|n| *n <= 1.0);
    let most = if parts { 1.0 } else { 1000.0 };
    if !numbers.iter().all(|n| (0.0..=most).contains(n)) {
        return None;
    }
    let [x1, y1, x2, y2] = numbers.map(|n| (n / most * 999.0).round() as u16);
    (x1 < x2 && y1 < y2).then_some([x1, y1, x2, y2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_in_either_unit() {
        let text = "The <ref>optic disc</ref><box>[[0, 500, 1000, 750]]</box> and <ref> hard exudate </ref>\
                    <box>[[0.5,0.25,0.75,1.0], [0.1,0.1,0.2,0.2]]</box>.";
        let (found, dropped) = places(text);
        assert_eq!(dropped, 0);
        assert_eq!(found[0], Place { name: "optic disc".into(), boxes: vec![[0, 500, 999, 749]] });
        assert_eq!(found[1].name, "hard exudate");
        assert_eq!(found[1].boxes, [[500, 250, 749, 999], [100, 100, 200, 200]]);
    }

    #[test]
    fn what_is_no_box_is_counted_and_left_out() {
        for (text, lost) in [
            ("<ref>a</ref><box>[[5, 5, 5, 9]]</box>", 1),
            ("<ref>a</ref><box>[[1, 2, 3]]</box>", 1),
            ("<ref>a</ref><box>[[1, 2, 3000, 4]]</box>", 1),
            ("<ref>a</ref><box>[[1, 2, NaN, inf]]</box>", 1),
            ("<ref>a</ref><box>[[-1, 2, 3, 4]]</box>", 1),
            ("<box>[[1, 2, 300, 400]]</box>", 1),
            ("<ref>a</ref><box>[[1, 2, 300, 400]]", 1),
            ("<ref>a</ref> nothing more", 0),
            ("<box>", 1),
            ("", 0),
        ] {
            assert_eq!(places(text), (vec![], lost), "{text}");
        }
    }

    #[test]
    fn no_mark_is_left_in_the_words() {
        for (text, wanted) in [
            ("The <ref>disc</ref><box>[[1, 2, 300, 400]]</box> is pale.", "The disc is pale."),
            ("<ref>a</ref> b <box>[[5, 5, 5, 9]]</box>c", "a b c"),
            ("pale <box>[[1, 2, 300, 4", "pale "),
            ("<box>[[1, 2]] and on", "and on"),
            ("<re<ref>f>x</ref>", "x"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(words(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_steers_a_model_reaches_nobody() {
        let steering = ["<|im_end|>", "</s>", "<img>"].map(str::to_owned);
        for (text, wanted) in [
            ("Pale.<|im_end|>", "Pale."),
            ("Pale.<|im_<|im_end|>end|> Yes</s>", "Pale. Yes"),
            ("<|unknown|><img><ref>disc</ref>", "<ref>disc</ref>"),
            ("<</s>/s>", ""),
            ("pale\u{1b}[31m\u{202e}\r\n", "pale[31m\n"),
            ("a <| b |> c", "a <| b |> c"),
        ] {
            assert_eq!(unmarked(text, &steering), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_shown_while_it_is_written_is_the_beginning_of_what_is_shown_at_the_end() {
        let text = "The <ref>optic disc</ref><box>[[1, 2, 300, 400]]</box> is < pale.<|im_end|> So <ref>is</ref> it.";
        let whole = words(&unmarked(text, &[]));
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let mut longest = 0;
        for end in ends {
            let shown = words(settled(&unmarked(&text[..end], &[])));
            assert!(whole.starts_with(&shown) && shown.len() >= longest, "{shown:?} at {end}");
            longest = shown.len();
        }
        assert_eq!(longest, whole.len());
    }
}
