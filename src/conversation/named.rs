//! What a question names: lesions, conditions, a finding by its number, a box.

use super::heard::Text;
use crate::terms::{Condition, Label};

/// Every lesion that is named, in the order of the list.
pub fn labels(text: &Text) -> Vec<Label> {
    let named = Label::ALL.iter().copied().filter(|&label| text.names_label(label));
    let soft = text.has(|t| &t.soft_exudate) && !text.has(|t| &t.hard_exudate);
    named.filter(|&label| !(soft && label == Label::HardExudate)).collect()
}

/// The condition that is named; what is also a lesion is a lesion unless it is asked for as a condition.
pub fn condition(text: &Text) -> Option<Condition> {
    use Condition::*;
    // The wider name comes after the narrower one.
    let order = [
        HypertensiveRetinopathy,
        DiabeticRetinopathy,
        AgeRelatedMacularDegeneration,
        Glaucoma,
        IncreasedCupDiscRatio,
        MacularEdema,
        MyopicFundus,
        VascularOcclusion,
        ChoroidalNevus,
        Drusen,
        RetinalHemorrhage,
        RetinalScar,
    ];
    order.into_iter().find(|&condition| text.names_condition(condition))
}

/// `[x1, y1, x2, y2]`, 0–999, in a question.
pub fn boxed(question: &str) -> Option<[u16; 4]> {
    let (_, after) = question.split_once('[')?;
    let (inner, _) = after.split_once(']')?;
    let numbers: Vec<u16> = inner.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
    let [x1, y1, x2, y2] = numbers[..] else { return None };
    (x1 < x2 && y1 < y2 && x2 <= 999 && y2 <= 999).then_some([x1, y1, x2, y2])
}

/// `F3`, or `finding 3`.
pub fn finding(text: &Text) -> Option<u32> {
    let number = |word: &str| word.parse().ok();
    let words = || text.words.split(' ').filter(|word| !word.is_empty());
    let by_id = words().find_map(|word| number(word.strip_prefix('f')?));
    by_id.or_else(|| if text.has(|t| &t.finding) { words().find_map(number) } else { None })
}
