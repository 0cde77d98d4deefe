//! The language reader's own answer to the same question, and whether the Reading bears it out.

use super::facts::{Facts, plain};
use super::intent::Intent;
use crate::terms::*;

/// The language in which the language reader is asked for an answer in `lang`: it was taught two.
pub fn heard_in(lang: Lang) -> Lang {
    if lang == Lang::Zh { Lang::Zh } else { Lang::En }
}

/// What the language reader would say if it saw what was measured, in the words of its grammar; empty where it is not
/// asked. The second is whether more may follow, such as places, which are never taken from it.
pub fn expected(intent: &Intent, facts: &Facts) -> (Vec<String>, bool) {
    let zh = facts.lang == Lang::Zh;
    let pick = |en: &str, cn: &str| vec![if zh { cn.to_owned() } else { en.to_owned() }];
    let whole = |words: Option<Vec<String>>| (words.unwrap_or_default(), false);
    match intent {
        Intent::Grade => whole(grade(facts).map(|text| vec![text])),
        Intent::OedemaRisk => whole(risk(facts).map(|text| vec![text])),
        Intent::Referable => whole(match facts.reading.referral.category {
            ReferralCategory::Urgent | ReferralCategory::Refer => Some(pick("Yes.", "是。")),
            ReferralCategory::Rescreen => Some(pick("No.", "否。")),
            _ => None,
        }),
        Intent::Side => whole(Some(match facts.reading.eye.laterality {
            Laterality::Od => pick("Right eye.", "右眼。"),
            Laterality::Os => pick("Left eye.", "左眼。"),
            Laterality::Unknown => pick("The side of the eye can't be told.", "无法判断眼别。"),
        })),
        Intent::Gradable => whole(Some(match facts.reading.quality.verdict {
            Verdict::Good => pick("Yes. The photograph is good.", "是。 照片质量良好。"),
            Verdict::Usable => pick("Yes. The photograph is usable.", "是。 照片质量可用。"),
            Verdict::Reject => pick("This photograph can't be graded.", "这张照片无法分级。"),
        })),
        Intent::Manage => whole(managed(facts).map(|text| vec![text])),
        Intent::Next => whole(match facts.reading.referral.category {
            ReferralCategory::Rescreen => managed(facts).map(|text| vec![text]),
            ReferralCategory::Urgent | ReferralCategory::Refer => {
                Some(pick("The eye clinic sets the next visit.", "下次复诊由眼科决定。"))
            }
            _ => None,
        }),
        Intent::Plan => whole(match (managed(facts), grade(facts), risk(facts)) {
            (Some(managed), Some(grade), Some(risk)) => Some(vec![format!("{managed} {grade} {risk}")]),
            _ => None,
        }),
        Intent::WhyGrade => {
            let stage = facts.stage(Condition::DiabeticRetinopathy).map(|(stage, _)| stage.value);
            let words = stage.map(|value| match value {
                0 => pick("No lesion of retinopathy is seen.", "未见视网膜病变。"),
                1 => pick("Microaneurysms only.", "仅有微动脉瘤。"),
                2 => pick("More than microaneurysms", "不止微动脉瘤"),
                3 => pick("Signs of severe retinopathy", "有重度病变的征象"),
                _ => pick("Signs of proliferative retinopathy", "有增殖性病变的征象"),
            });
            (words.unwrap_or_default(), true)
        }
        // Its reason names exudates, and may not where none were found.
        Intent::WhyOedema if facts.oedema_unseen() => (Vec::new(), false),
        Intent::WhyOedema => {
            let stage = facts.stage(Condition::MacularEdema).map(|(stage, _)| stage.value);
            whole(stage.map(|value| match value {
                0 => pick("No hard exudate is seen.", "未见硬性渗出。"),
                1 => pick(
                    "Hard exudates farther than one disc diameter from the fovea.",
                    "硬性渗出距中心凹超过一个视盘直径。",
                ),
                _ => pick(
                    "Hard exudates within one disc diameter of the fovea.",
                    "硬性渗出距中心凹不足一个视盘直径。",
                ),
            }))
        }
        Intent::Present(label) if facts.assessed(*label) => {
            let found = !facts.of(*label, false).is_empty();
            (if found { pick("Yes.", "有。") } else { pick("No.", "没有。") }, true)
        }
        Intent::Count(label) if facts.assessed(*label) => whole(Some(match facts.of(*label, false).len() {
            0 => pick("None.", "无。"),
            1..=2 => pick("Few: 1 or 2.", "少量：1 或 2 处。"),
            3..=7 => pick("Several: 3 to 7.", "若干：3 至 7 处。"),
            _ => pick("Many: 8 or more.", "大量：8 处或更多。"),
        })),
        _ => (Vec::new(), false),
    }
}

/// The words that are borne out, of all that was said; `None` where it says anything else.
pub fn borne_out(said: &str, (expected, more): &(Vec<String>, bool)) -> Option<String> {
    let said = plain(said);
    let fits = |words: &&String| if *more { said.starts_with(words.as_str()) } else { said == **words };
    expected.iter().find(fits).cloned()
}

fn grade(facts: &Facts) -> Option<String> {
    const GRADES: [&str; 5] = [
        "No diabetic retinopathy",
        "Mild non-proliferative diabetic retinopathy",
        "Moderate non-proliferative diabetic retinopathy",
        "Severe non-proliferative diabetic retinopathy",
        "Proliferative diabetic retinopathy",
    ];
    const GRADES_ZH: [&str; 5] = [
        "无糖尿病视网膜病变",
        "轻度非增殖性糖尿病视网膜病变",
        "中度非增殖性糖尿病视网膜病变",
        "重度非增殖性糖尿病视网膜病变",
        "增殖性糖尿病视网膜病变",
    ];
    let value = facts.stage(Condition::DiabeticRetinopathy)?.0.value;
    let at = usize::from(value);
    Some(match heard_in(facts.lang) {
        Lang::Zh => format!("{} (ICDR {value})。", GRADES_ZH.get(at)?),
        _ => format!("{} (ICDR {value}).", GRADES.get(at)?),
    })
}

fn risk(facts: &Facts) -> Option<String> {
    let value = facts.stage(Condition::MacularEdema)?.0.value;
    Some(match heard_in(facts.lang) {
        Lang::Zh => format!("黄斑水肿风险 {value}。"),
        _ => format!("Macular oedema risk {value}."),
    })
}

/// The four intervals that its grammar knows; none where the protocol has another.
fn managed(facts: &Facts) -> Option<String> {
    let referral = &facts.reading.referral;
    let zh = facts.lang == Lang::Zh;
    match (referral.category, referral.within_days?) {
        (ReferralCategory::Rescreen, 365) if zh => Some("12 个月后复查。".into()),
        (ReferralCategory::Rescreen, 365) => Some("Rescreen in 12 months.".into()),
        (ReferralCategory::Urgent | ReferralCategory::Refer, days @ (30 | 90 | 180)) => {
            Some(match (days / 30, zh) {
                (months, true) => format!("{months} 个月内转诊。"),
                (1, false) => "Refer within 1 month.".into(),
                (months, false) => format!("Refer within {months} months."),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::borne_out;

    #[test]
    fn only_what_was_measured_is_let_through_and_never_a_place() {
        let yes = (vec!["Yes.".to_owned()], true);
        let said = "Yes. <ref>hard exudate</ref><box>[[1, 2, 3, 4]]</box>";
        assert_eq!(borne_out(said, &yes), Some("Yes.".into()));
        assert_eq!(borne_out("No.", &yes), None);
        let grade = (vec!["No diabetic retinopathy (ICDR 0).".to_owned()], false);
        assert_eq!(borne_out("No diabetic retinopathy (ICDR 0). Hello.", &grade), None);
        assert_eq!(borne_out("", &(vec![], true)), None);
    }
}
