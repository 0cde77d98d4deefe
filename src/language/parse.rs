//! Grounded text into steps, names and boxes. Boxes here are 0–999 of the normalised square.

use super::chain::{ChainStep, Segment};
use crate::terms::Step;

/// The six lines of a chain, and how many boxes were left out because they enclose nothing.
pub fn parse_chain(text: &str) -> Result<(Vec<ChainStep>, usize), String> {
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.len() != Step::ALL.len() {
        return Err(format!("{} lines where {} were expected", lines.len(), Step::ALL.len()));
    }
    parse_lines(&lines)
}

/// The lines that are there, in the order of the steps.
pub(super) fn parse_lines(lines: &[&str]) -> Result<(Vec<ChainStep>, usize), String> {
    let mut dropped = 0;
    let mut steps = Vec::with_capacity(lines.len());
    for (&step, line) in Step::ALL.iter().zip(lines) {
        let text = line
            .strip_prefix(step.word())
            .and_then(|rest| rest.strip_prefix(": "))
            .ok_or_else(|| format!("no {step} line in {line:?}"))?;
        let (segments, unsound) = parse_answer(text)?;
        dropped += unsound;
        steps.push(ChainStep { step, segments });
    }
    Ok((steps, dropped))
}

/// The segments of one line or of an answer, and how many boxes were left out.
pub fn parse_answer(text: &str) -> Result<(Vec<Segment>, usize), String> {
    let mut segments = Vec::new();
    let mut dropped = 0;
    let mut rest = text;
    while let Some(at) = rest.find("<ref>") {
        if at > 0 {
            segments.push(Segment::Text(rest[..at].to_owned()));
        }
        let (name, after) = rest[at + 5..].split_once("</ref>").ok_or("a name is not closed")?;
        rest = after;
        let mut boxes = Vec::new();
        if let Some(inner) = rest.strip_prefix("<box>[") {
            let (inner, after) = inner.split_once("]</box>").ok_or("a box is not closed")?;
            rest = after;
            for piece in inner.split("], [") {
                match parse_box(piece)? {
                    Some(bounds) => boxes.push(bounds),
                    None => dropped += 1,
                }
            }
        }
        segments.push(Segment::Grounded { name: name.to_owned(), boxes });
    }
    if !rest.is_empty() {
        segments.push(Segment::Text(rest.to_owned()));
    }
    Ok((segments, dropped))
}

/// Four numbers 0–999; None where they enclose nothing.
fn parse_box(piece: &str) -> Result<Option<[u16; 4]>, String> {
    let numbers: Vec<u16> = piece
        .trim_matches(['[', ']'])
        .split(',')
        .map(|number| number.trim().parse::<u16>().ok().filter(|&n| n <= 999))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("no box: {piece:?}"))?;
    let [x1, y1, x2, y2] = numbers[..] else { return Err(format!("no box: {piece:?}")) };
    Ok((x1 < x2 && y1 < y2).then_some([x1, y1, x2, y2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAIN: &str = "quality: The photograph is good.\n\
        anatomy: <ref>optic disc</ref><box>[[601, 455, 731, 590]]</box> <ref>fovea</ref><box>[[401, 480, 441, 520]]</box> Right eye.\n\
        lesions: <ref>hard exudate</ref><box>[[10, 20, 30, 40], [50, 60, 50, 80]]</box>\n\
        features: Few hard exudates.\n\
        diagnosis: Moderate non-proliferative diabetic retinopathy (ICDR 2). Macular oedema risk 2.\n\
        management: Refer within 1 month.";

    #[test]
    fn a_chain_becomes_steps_with_boxes() {
        let (steps, dropped) = parse_chain(CHAIN).unwrap();
        assert_eq!(steps.len(), 6);
        assert_eq!(dropped, 1, "a box that encloses nothing is left out and counted");
        assert_eq!(
            steps[2].segments,
            [Segment::Grounded { name: "hard exudate".into(), boxes: vec![[10, 20, 30, 40]] }]
        );
        assert_eq!(steps[1].segments.len(), 4, "two names, the space between them, the side");
        assert_eq!(steps[1].segments[3], Segment::Text(" Right eye.".into()));
    }

    #[test]
    fn what_is_no_chain_is_refused() {
        for wrong in [
            "",
            "quality: The photograph is good.",
            &CHAIN.replace("anatomy", "anatomie"),
            &CHAIN.replace("601", "1601"),
            &CHAIN.replace("601, ", ""),
            &CHAIN.replace("</ref>", ""),
            &CHAIN.replace("]]</box>", "]]"),
        ] {
            assert!(parse_chain(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_answer_may_name_without_a_box() {
        let (segments, dropped) = parse_answer("<ref>hard exudate</ref>").unwrap();
        assert_eq!(
            (segments, dropped),
            (vec![Segment::Grounded { name: "hard exudate".into(), boxes: vec![] }], 0)
        );
    }
}
