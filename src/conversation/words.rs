//! The words by which questions are understood. A bar stands between them; one that ends in a space is a whole word,
//! the others are beginnings of words.

use super::types::Lang;

/// A question in the form in which it is searched.
pub struct Text {
    /// Lower case, words apart by one space, a space at both ends.
    pub words: String,
}

impl Text {
    /// Takes a question apart.
    pub fn of(question: &str) -> Text {
        let mut words = String::from(" ");
        for c in question.chars().flat_map(char::to_lowercase) {
            let keep = c.is_alphanumeric();
            if keep {
                words.push(c);
            } else if !words.ends_with(' ') && c != '\'' && c != '’' {
                words.push(' ');
            }
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Text { words }
    }

    /// Whether a word begins with one of these, a bar between them; one that ends in a space is a whole word. Chinese is found anywhere.
    pub fn has(&self, any: &str) -> bool {
        any.split('|').any(|one| match one.is_ascii() {
            true => self.words.contains(&format!(" {one}")),
            false => self.words.contains(one),
        })
    }
}

/// Macular oedema.
pub const OEDEMA: &str = "oedema|edema|dme |csme |swollen macula|macula swollen|水肿";

/// Orders to the model, and small talk.
pub const INSTRUCTIONS: &str = "ignore |forget |pretend|jailbreak|system prompt|your rules|your instructions|act as|\
         you are now|joke|poem|capital of|weather|who are you|忽略|忘记|假装|你是谁|笑话|首都|天气";

/// Drugs, operations, outcomes.
pub const DOCTOR: &str = "drug|medic|inject|laser|surg|operat|insulin|dose|dosage|avastin|bevacizumab|ranibizumab|\
         aflibercept|anti vegf|antivegf|vegf|treat|therap|cure|prescri|eye drop|eyedrop|aspirin|\
         metformin|steroid|statin|tablet|pill|vitamin|supplement|vitrectomy|photocoagulation|\
         go blind|become blind|prognos|life expect|should i take|should i stop|should i start|\
         diet|untreated|driv|药|打针|注射|激光|手术|治疗|疗法|胰岛素|失明|预后|剂量|开车";

/// Another time.
pub const VISITS: &str = "last visit|previous|earlier|last year|last time|before this|progress|worse than|worsen|\
         better than|improved|since |changed|over time|next year|上次|以前|去年|恶化|好转|变化|进展";

/// What no photograph of a retina tells of a patient.
pub const PATIENT: &str = "how old|age of|patients age|years old|gender|male |female |man or|woman|ethnic|race |\
         blood pressure|visual acuity|acuity|how well does|see well|eye pressure|intraocular|\
         iop |blood sugar|glucose|hba1c|cholesterol|smok|how long has|how long have|\
         diabetes lasted|pregnan|weight|allerg|pain |多大年纪|年龄|几岁|性别|血压|视力|眼压|血糖|胆固醇|吸烟|怀孕|病程";

/// Other organs.
pub const ORGANS: &str = "leukaemia|leukemia|anaemia|anemia|heart|kidney|liver|lung|brain|stroke|dementia|alzheimer|cancer|skin |tooth|teeth|bone |\
         stomach|ear |foot |feet |心脏|肾|肝|肺|大脑|中风|痴呆|癌|皮肤|牙";

/// Diseases and signs of the eye that no Reading names.
pub const ELSEWHERE: &str = "cataract|detach|tumour|tumor|melanoma|retinoblastoma|uveitis|retinitis|keratitis|\
         conjunctiv|papilloedema|papilledema|disc swelling|swollen disc|optic neur|optic atrophy|\
         toxoplasm|macular hole|epiretinal|membrane|vitreous|asteroid|cytomegalo|cmv |stargardt|\
         dystrophy|strabismus|nerve damage|nerve pale|cornea|pterygium|beading|irma |artery|arteries|vein|tortuos|avr |\
         crae|crve|fractal|白内障|脱离|肿瘤|葡萄膜炎|裂孔|前膜|玻璃体|视神经炎|视乳头水肿|动脉|静脉";

/// The optic disc.
pub const DISC: &str = "optic disc|optic disk|optic nerve|nerve head|disc |disk |视盘|视乳头";

/// The fovea.
pub const FOVEA: &str = "fovea|centre of the macula|center of the macula|macula |中心凹|黄斑中心";

/// The language of a question: Chinese where it has a Chinese character.
pub fn lang_of(question: &str) -> Lang {
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    if question.chars().any(chinese) { Lang::Zh } else { Lang::En }
}

/// Symptoms that are urgent whatever the photograph shows.
pub fn urgent(words: &str) -> bool {
    const SYMPTOMS: &str = "sudden|lost sight|lost vision|lost his sight|lost her sight|loss of sight|\
         loss of vision|vision loss|cannot see|cant see|flashes|flashing|floaters|curtain|突然|看不见|\
         闪光|幕布|飞蚊|视力骤降|失去视力";
    Text::of(words).has(SYMPTOMS)
}
