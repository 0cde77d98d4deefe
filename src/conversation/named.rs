//! What a question names: lesions, conditions, a finding by its number, a box.

use super::words::{OEDEMA, Text};
use crate::terms::{Condition, Label};

/// Every lesion that is named, in the order of the list.
pub fn labels(text: &Text) -> Vec<Label> {
    let words = |label| -> &str {
        match label {
            Label::Microaneurysm => "microaneurysm|micro aneurysm|aneurysm|微动脉瘤|微血管瘤",
            Label::Haemorrhage => "haemorrhage|hemorrhage|bleed|blood spot|出血",
            Label::HardExudate => "hard exudate|exudate|硬性渗出|渗出",
            Label::CottonWoolSpot => "cotton wool|cottonwool|soft exudate|棉绒斑|棉絮斑",
            Label::Neovascularisation => "neovasc|new vessel|new blood vessel|proliferation|新生血管",
            Label::Drusen => "drusen|druse |玻璃膜疣",
            Label::RetinalScar => "scar|瘢痕",
        }
    };
    let named = Label::ALL.iter().copied().filter(|&label| text.has(words(label)));
    let soft = text.has("soft exudate") && !text.has("hard exudate");
    named.filter(|&label| !(soft && label == Label::HardExudate)).collect()
}

/// The condition that is named; what is also a lesion is a lesion unless it is asked for as a condition.
pub fn condition(text: &Text) -> Option<Condition> {
    use Condition::*;
    let lists: [(Condition, &str); 12] = [
        (HypertensiveRetinopathy, "hypertensive|高血压视网膜|高血压性"),
        (DiabeticRetinopathy, "retinopathy|diabet|dr |npdr|pdr |糖尿病|视网膜病变"),
        (AgeRelatedMacularDegeneration, "macular degeneration|amd |armd |age related|黄斑变性"),
        (Glaucoma, "glaucoma|青光眼"),
        (IncreasedCupDiscRatio, "cup|杯盘"),
        (MacularEdema, OEDEMA),
        (MyopicFundus, "myop|short sighted|近视"),
        (VascularOcclusion, "occlusion|brvo|crvo|brao|crao|阻塞|栓塞"),
        (ChoroidalNevus, "nevus|naevus|痣"),
        (Drusen, "drusen|玻璃膜疣"),
        (RetinalHemorrhage, "haemorrhage|hemorrhage|bleed|出血"),
        (RetinalScar, "scar|瘢痕"),
    ];
    lists.iter().find(|(_, words)| text.has(words)).map(|(condition, _)| *condition)
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
    let mut words = text.words.split(' ').peekable();
    while let Some(word) = words.next() {
        let digits = match word {
            "finding" => words.peek().copied(),
            _ => word.strip_prefix('f'),
        };
        if let Some(number) = digits.and_then(|digits| digits.parse().ok()) {
            return Some(number);
        }
    }
    None
}
