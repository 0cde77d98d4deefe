//! Names and boxes in free text: `<ref>name</ref><box>[[x1, y1, x2, y2], …]</box>` as the InternVL and Qwen families
//! write it. Nothing made the model keep to it, so that whatever cannot be read is counted and left out.

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

/// The places of a text, and how many boxes were left out. Whole numbers are 0–1000 of the photograph, fractions 0–1.
pub fn places(text: &str) -> (Vec<Place>, usize) {
    let mut found = Vec::new();
    let (mut dropped, mut kept) = (0, 0);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<box>") {
        let name = before.rsplit_once("<ref>").map_or("", |(_, name)| name);
        let name = name.split("</ref>").next().unwrap_or_default().trim();
        let Some((inner, after)) = after.split_once("</box>") else {
            dropped += 1;
            break;
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
        if !boxes.is_empty() && (1..=NAME).contains(&name.chars().count()) {
            found.push(Place { name: name.to_owned(), boxes });
        } else {
            dropped += boxes.len();
        }
    }
    (found, dropped)
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
}
