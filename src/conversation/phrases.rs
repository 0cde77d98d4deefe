//! The words of answers in English and Chinese.

use super::types::Lang;
use crate::reading::Referral;
use crate::terms::*;

/// One of two wordings.
pub fn pick(lang: Lang, en: impl Into<String>, zh: impl Into<String>) -> String {
    match lang {
        Lang::En => en.into(),
        Lang::Zh => zh.into(),
    }
}

/// One lesion: `hard exudate`.
pub fn label_name(label: Label, lang: Lang) -> String {
    let zh = match label {
        Label::Microaneurysm => "微动脉瘤",
        Label::Haemorrhage => "出血",
        Label::HardExudate => "硬性渗出",
        Label::CottonWoolSpot => "棉绒斑",
        Label::Neovascularisation => "新生血管",
        Label::Drusen => "玻璃膜疣",
        Label::RetinalScar => "视网膜瘢痕",
    };
    pick(lang, label.plain(), zh)
}

/// Several: `hard exudates`.
pub fn label_names(label: Label, lang: Lang) -> String {
    match (lang, label) {
        (Lang::Zh, _) | (_, Label::Drusen) => label_name(label, lang),
        _ => format!("{}s", label.plain()),
    }
}

/// `3 hard exudates`, `1 hard exudate`, `no hard exudate`.
pub fn counted(n: usize, label: Label, lang: Lang) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{} {n} 处", label_name(label, lang)),
        (_, 0) => format!("no {}", label_name(label, lang)),
        (_, 1) => format!("1 {}", label_name(label, lang)),
        _ => format!("{n} {}", label_names(label, lang)),
    }
}

pub fn condition_name(condition: Condition, lang: Lang) -> String {
    let zh = match condition {
        Condition::AgeRelatedMacularDegeneration => "年龄相关性黄斑变性",
        Condition::DiabeticRetinopathy => "糖尿病视网膜病变",
        Condition::Glaucoma => "青光眼",
        Condition::HypertensiveRetinopathy => "高血压视网膜病变",
        Condition::IncreasedCupDiscRatio => "杯盘比增大",
        Condition::MacularEdema => "黄斑水肿",
        Condition::MyopicFundus => "近视眼底",
        Condition::Drusen => "玻璃膜疣",
        Condition::RetinalHemorrhage => "视网膜出血",
        Condition::RetinalScar => "视网膜瘢痕",
        Condition::VascularOcclusion => "血管阻塞",
        Condition::ChoroidalNevus => "脉络膜痣",
    };
    pick(lang, condition.word().replace('_', " "), zh)
}

pub fn sector(sector: Sector, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return match sector {
            Sector::Macular => "in the macula",
            Sector::Unknown => "sector not known",
            other => other.word(),
        };
    }
    match sector {
        Sector::Macular => "黄斑区",
        Sector::Superotemporal => "颞上方",
        Sector::Superonasal => "鼻上方",
        Sector::Inferotemporal => "颞下方",
        Sector::Inferonasal => "鼻下方",
        Sector::Unknown => "方位不明",
    }
}

/// The ICDR grade in Chinese; English names stand in the protocol.
pub const GRADES_ZH: [&str; 5] = [
    "无糖尿病视网膜病变",
    "轻度非增殖性糖尿病视网膜病变",
    "中度非增殖性糖尿病视网膜病变",
    "重度非增殖性糖尿病视网膜病变",
    "增殖性糖尿病视网膜病变",
];

/// What is to be done, as the protocol has it.
pub fn management(referral: &Referral, lang: Lang) -> String {
    if lang == Lang::En {
        return crate::reading::chain::management(crate::terms::Lang::En, referral);
    }
    let within = match referral.within_days {
        Some(days) if days > 0 && days % 365 == 0 => format!("{} 个月", days / 365 * 12),
        Some(days) if days >= 60 && days % 30 == 0 => format!("{} 个月", days / 30),
        Some(days) => format!("{days} 天"),
        None => "诊所规定的时间".into(),
    };
    match referral.category {
        ReferralCategory::Urgent => format!("请在 {within}内紧急转诊。"),
        ReferralCategory::Refer => format!("请在 {within}内转诊。"),
        ReferralCategory::Review => format!("请医生在 {within}内查看这张照片。"),
        ReferralCategory::Rescreen => format!("{within}后复查。"),
        ReferralCategory::Ungradable => format!("请重新拍摄；若仍无法读取，请在 {within}内转诊。"),
    }
}

/// `88 %`, never rounded to a certainty that it is not.
pub fn percent(p: f32) -> String {
    match p {
        p if p > 0.0 && p < 0.01 => "under 1 %".into(),
        p if p < 1.0 && p > 0.99 => "over 99 %".into(),
        p => format!("{:.0} %", p * 100.0),
    }
}

/// `F1, F2, F3 and 5 more`.
pub fn ids(ids: &[String], lang: Lang) -> String {
    const MOST: usize = 12;
    let shown = ids.iter().take(MOST).map(String::as_str).collect::<Vec<_>>();
    let sep = if lang == Lang::Zh { "、" } else { ", " };
    let text = shown.join(sep);
    match ids.len().saturating_sub(MOST) {
        0 => text,
        more => pick(lang, format!("{text} and {more} more"), format!("{text} 及另外 {more} 处")),
    }
}
