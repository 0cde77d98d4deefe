//! The closed set of what a question can mean.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::phrases::{condition_name, label_names};
use super::types::{Decline, Lang, PlanStep};
use crate::terms::{Condition, Label};

/// What a question means; each has one answer in a Reading, or a reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Describe,
    Referable,
    WhyReferral,
    Grade,
    WhyGrade,
    OedemaRisk,
    WhyOedema,
    Disc,
    Fovea,
    Side,
    Gradable,
    Manage,
    Next,
    Plan,
    Urgent,
    DiscToFovea,
    Cup,
    Vessels,
    /// Every lesion that was looked for.
    Lesions,
    Healthy,
    Unassessed,
    Sure,
    Checks,
    Present(Label),
    Where(Label),
    Count(Label),
    Largest(Label),
    Area(Label),
    Distance(Label),
    /// Which of the two there are more of.
    Compare(Label, Label),
    Condition(Condition),
    /// A finding by its number.
    Finding(u32),
    /// A box, 0–999.
    Inside([u16; 4]),
    Help,
    /// It cannot be answered, whatever the Reading says.
    Refused(Decline),
}

/// A task that is asked for by name; `question` then says what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// The photograph along the clinical chain.
    Describe,
    /// Where a lesion or landmark is.
    Locate,
    /// What lies in a box.
    Name,
    /// Whether a condition is there.
    Screen,
    /// The stage of retinopathy or of macular oedema risk.
    Stage,
    /// Any question.
    Vqa,
    /// Diagnosis, justification, assessment and plan, treatment and outcome, follow-up.
    Plan,
}

impl Intent {
    /// The question that it stands for, in words that the language reader knows where it was taught them.
    pub fn question(&self, lang: Lang) -> String {
        use Intent::*;
        let zh = lang == Lang::Zh;
        let names = |label: &Label| label_names(*label, lang);
        let pick = |en: &str, cn: &str| if zh { cn.to_owned() } else { en.to_owned() };
        match self {
            Describe => pick("Describe this photograph.", "请描述这张照片。"),
            Referable => pick("Does this eye need referral?", "这只眼需要转诊吗？"),
            WhyReferral => pick("Why this referral?", "为什么这样转诊？"),
            Grade => pick("What is the ICDR grade?", "ICDR 分级是多少？"),
            WhyGrade => pick("Why this grade?", "为什么是这个分级？"),
            OedemaRisk => pick("What is the macular oedema risk?", "黄斑水肿风险是多少？"),
            WhyOedema => pick("Why this oedema risk?", "为什么有这个水肿风险？"),
            Disc => pick("Where is the optic disc?", "视盘在哪里？"),
            Fovea => pick("Where is the fovea?", "中心凹在哪里？"),
            Side => pick("Which eye is this?", "这是哪只眼？"),
            Gradable => pick("Can this photograph be graded?", "这张照片可以分级吗？"),
            Manage => pick("What should be done?", "应该怎么办？"),
            Next => pick("When is the next visit?", "什么时候复诊？"),
            Plan => pick("Give assessment and plan.", "请给出评估和计划。"),
            Urgent => pick("What should be done about these symptoms?", "有这些症状怎么办？"),
            DiscToFovea => pick("How far is the fovea from the optic disc?", "中心凹距视盘多远？"),
            Cup => pick("What is the vertical cup-to-disc ratio?", "垂直杯盘比是多少？"),
            Vessels => pick("What is the vessel density?", "血管密度是多少？"),
            Lesions => pick("Which lesions are there?", "有哪些病变？"),
            Healthy => pick("What was found, and what was not looked for?", "发现了什么，没有检查什么？"),
            Unassessed => pick("What was not looked for?", "没有检查什么？"),
            Sure => pick("How sure is the result?", "结果有多可靠？"),
            Checks => pick("Do the readers agree?", "两位阅片者一致吗？"),
            Present(l) if zh => format!("有{}吗？", names(l)),
            Present(l) => format!("Are there {}?", names(l)),
            Where(l) if zh => format!("标出{}。", names(l)),
            Where(l) => format!("Show the {}.", names(l)),
            Count(l) if zh => format!("{}有多少？", names(l)),
            Count(l) => format!("How many {} are there?", names(l)),
            Largest(l) if zh => format!("最大的{}在哪里？", names(l)),
            Largest(l) => format!("Where are the largest {}?", names(l)),
            Area(l) if zh => format!("{}一共有多大？", names(l)),
            Area(l) => format!("How large are the {} together?", names(l)),
            Distance(l) if zh => format!("{}距中心凹多远？", names(l)),
            Distance(l) => format!("How far are the {} from the fovea?", names(l)),
            Compare(a, b) if zh => format!("{}比{}多吗？", names(a), names(b)),
            Compare(a, b) => format!("Are there more {} than {}?", names(a), names(b)),
            Condition(c) if zh => format!("有{}吗？", condition_name(*c, lang)),
            Condition(c) => format!("Is there {}?", condition_name(*c, lang)),
            Finding(n) if zh => format!("F{n} 是什么？"),
            Finding(n) => format!("What is F{n}?"),
            Inside(b) if zh => format!("{b:?} 里面是什么？"),
            Inside(b) => format!("What is in {b:?}?"),
            Help => pick("What can be asked?", "可以问什么？"),
            Refused(_) => String::new(),
        }
    }

    /// The lesion that it is about, for a question that follows on.
    pub(super) fn label(&self) -> Option<Label> {
        use Intent::*;
        match self {
            Present(l) | Where(l) | Count(l) | Largest(l) | Area(l) | Distance(l) => Some(*l),
            _ => None,
        }
    }
}

impl PlanStep {
    /// In their order.
    pub const ALL: [PlanStep; 5] = [
        PlanStep::Diagnosis,
        PlanStep::Justification,
        PlanStep::AssessmentAndPlan,
        PlanStep::TreatmentAndOutcome,
        PlanStep::FollowUp,
    ];
}
