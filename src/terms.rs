//! The field's own words as closed lists, shared by every room: labels, conditions, verdicts, sectors.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! words {
    // `tt`, not `literal`: the schema derive reads the word only where it is a bare token.
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:tt),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        $(#[$doc])*
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every word of the list, in its fixed order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word as it stands in files and over the wire.
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            /// The entry that `word` names, if it is on the list.
            pub fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
    };
}

words! {
    /// What an operator may do; each may do all that those before may.
    Role { Technician = "technician", Doctor = "doctor", Administrator = "administrator" }
}

words! {
    /// What a finding can be.
    Label {
        Microaneurysm = "microaneurysm",
        Haemorrhage = "haemorrhage",
        HardExudate = "hard_exudate",
        CottonWoolSpot = "cotton_wool_spot",
        Neovascularisation = "neovascularisation",
        Drusen = "drusen",
        RetinalScar = "retinal_scar",
    }
}

impl Label {
    /// The label as a person reads it: `hard exudate`.
    pub fn plain(self) -> String {
        self.word().replace('_', " ")
    }
}

words! {
    /// The twelve conditions of VOLMO, in their order. A Reading names all of them, always.
    Condition {
        AgeRelatedMacularDegeneration = "age_related_macular_degeneration",
        DiabeticRetinopathy = "diabetic_retinopathy",
        Glaucoma = "glaucoma",
        HypertensiveRetinopathy = "hypertensive_retinopathy",
        IncreasedCupDiscRatio = "increased_cup_disc_ratio",
        MacularEdema = "macular_edema",
        MyopicFundus = "myopic_fundus",
        Drusen = "drusen",
        RetinalHemorrhage = "retinal_hemorrhage",
        RetinalScar = "retinal_scar",
        VascularOcclusion = "vascular_occlusion",
        ChoroidalNevus = "choroidal_nevus",
    }
}

words! {
    /// Whether a condition was seen. `not_assessed` is not the same as `absent`.
    Status { Present = "present", Absent = "absent", Uncertain = "uncertain", NotAssessed = "not_assessed" }
}

words! {
    /// Whether the photograph can be read (after EyeQ).
    Verdict { Good = "good", Usable = "usable", Reject = "reject" }
}

words! {
    /// Why a photograph is less than good.
    QualityReason {
        NotFundus = "not_fundus",
        Defocus = "defocus",
        Underexposed = "underexposed",
        Overexposed = "overexposed",
        UnevenIllumination = "uneven_illumination",
        Decentred = "decentred",
        FieldCutOff = "field_cut_off",
        Artefact = "artefact",
        LowContrast = "low_contrast",
        TooSmall = "too_small",
    }
}

words! {
    /// Where a bad photograph comes from: the technique is mended by a retake, the physiology is not.
    Cause { Technique = "technique", Physiology = "physiology" }
}

words! {
    /// Right eye, left eye, or not to be told from this photograph.
    Laterality { Od = "OD", Os = "OS", Unknown = "unknown" }
}

words! {
    /// Where a finding lies about the fovea. `macular`: within one disc diameter of it.
    Sector {
        Macular = "macular",
        Superotemporal = "superotemporal",
        Superonasal = "superonasal",
        Inferotemporal = "inferotemporal",
        Inferonasal = "inferonasal",
        /// Laterality or landmarks are not known.
        Unknown = "unknown",
    }
}

words! {
    /// Why a question is declined.
    Decline {
        /// Nothing was looked for that could tell: neither yes nor no.
        NotAssessed = "not_assessed",
        /// It was looked for, and could not be measured here.
        NotMeasured = "not_measured",
        /// No photograph of a retina tells it.
        NotInPhotograph = "not_in_photograph",
        /// Drugs, operations, outcomes: for a doctor.
        ForADoctor = "for_a_doctor",
        OtherEye = "other_eye",
        OtherVisit = "other_visit",
        /// Who the patient is.
        Who = "who",
        /// It is not about this photograph.
        OffTopic = "off_topic",
        NotUnderstood = "not_understood",
        /// The finding that is asked about does not exist.
        NoSuchFinding = "no_such_finding",
        /// None of the given options is what was measured, or more than one is.
        NoOption = "no_option",
    }
}

words! {
    /// The steps of the clinical chain.
    Step {
        Quality = "quality",
        Anatomy = "anatomy",
        Lesions = "lesions",
        Features = "features",
        Diagnosis = "diagnosis",
        Management = "management",
    }
}

words! {
    /// What is to be done, most pressing first.
    ReferralCategory {
        Urgent = "urgent",
        Refer = "refer",
        Review = "review",
        Rescreen = "rescreen",
        Ungradable = "ungradable",
    }
}

impl ReferralCategory {
    /// Most pressing first, from 0. An eye that cannot be graded after retakes is a result, and refers; a doctor's look
    /// does not.
    pub fn rank(self) -> u8 {
        match self {
            Self::Urgent => 0,
            Self::Refer => 1,
            Self::Ungradable => 2,
            Self::Review => 3,
            Self::Rescreen => 4,
        }
    }

    /// Whether disease sends the person elsewhere.
    pub fn refers(self) -> bool {
        matches!(self, Self::Urgent | Self::Refer)
    }
}

words! {
    /// The languages of page and report, in the order in which they are offered.
    #[schema(as = Language)]
    Lang { En = "en", Es = "es", Fr = "fr", Pt = "pt", Hi = "hi", Zh = "zh", Ar = "ar" }
}

words! {
    /// Grading scales in use.
    Scale { Icdr = "icdr", DmeRisk = "dme_risk" }
}

words! {
    /// Which of the two readers said it; `structure` is text composed from measured values, `person` is a doctor's
    /// correction.
    Source { Evidence = "evidence", Language = "language", Structure = "structure", Person = "person" }
}

words! {
    /// What a person says of their sight. What follows from each stands in the protocol, whatever the picture shows.
    Symptom {
        SuddenLossOfSight = "sudden_loss_of_sight",
        Flashes = "flashes",
        Curtain = "curtain",
        Floaters = "floaters",
        GradualLossOfSight = "gradual_loss_of_sight",
        DistortedSight = "distorted_sight",
        EyePain = "eye_pain",
    }
}

words! {
    /// What is known of a person's diabetes.
    Diabetes { Unknown = "unknown", None = "none", Type1 = "type_1", Type2 = "type_2", Other = "other" }
}

words! {
    Sex { Female = "female", Male = "male", Other = "other" }
}

words! {
    /// What a person agrees to: being screened, their data leaving the clinic, research.
    Purpose { Screening = "screening", Transfer = "transfer", Research = "research" }
}

words! {
    /// What became of a recall or a referral.
    Outcome { Open = "open", Arrived = "arrived", Missed = "missed", Cancelled = "cancelled" }
}

words! {
    /// The part of a Reading that a person judges.
    About { Finding = "finding", Condition = "condition", Referral = "referral", Quality = "quality" }
}

words! {
    /// What a person says of it.
    Judgement { Agreed = "agreed", Corrected = "corrected", Rejected = "rejected" }
}

words! {
    /// Why an eye was not assessed.
    NotAssessed {
        NoPhotograph = "no_photograph",
        /// The reader has not come to it.
        NotReadYet = "not_read_yet",
        /// The reader gave up.
        ReadingFailed = "reading_failed",
        /// No photograph of it can be graded.
        Ungradable = "ungradable",
        /// The model has no measured claim for what has to be assessed.
        NoClaim = "no_claim",
        /// There is no such eye: nothing is to be assessed.
        Absent = "absent",
        /// It could not be photographed.
        CouldNot = "could_not",
        /// The person refused.
        Refused = "refused",
    }
}

words! {
    /// Why an eye has no photograph, as the person at the camera says.
    NoPhotograph {
        /// Lost, or a prosthesis.
        Absent = "absent",
        CouldNot = "could_not",
        Refused = "refused",
    }
}

impl From<NoPhotograph> for NotAssessed {
    fn from(why: NoPhotograph) -> NotAssessed {
        match why {
            NoPhotograph::Absent => NotAssessed::Absent,
            NoPhotograph::CouldNot => NotAssessed::CouldNot,
            NoPhotograph::Refused => NotAssessed::Refused,
        }
    }
}

words! {
    /// Why the decision for a person is what it is.
    Reason {
        /// A symptom that the protocol refers whatever the picture shows.
        Symptom = "symptom",
        /// What was read of an eye.
        Eye = "eye",
        /// An eye was not assessed.
        EyeNotAssessed = "eye_not_assessed",
        /// There is no such eye.
        EyeAbsent = "eye_absent",
        /// There is no such eye, it was said, and there is a photograph of it.
        AbsentEyePhotographed = "absent_eye_photographed",
        /// One eye is much worse than the other.
        Asymmetry = "asymmetry",
        PoorAcuity = "poor_acuity",
        EarlierLaser = "earlier_laser",
        EarlierSurgery = "earlier_surgery",
        /// The picture looks like the other eye than the person at the camera said.
        LateralityDisagrees = "laterality_disagrees",
        /// A photograph whose eye nobody told.
        LateralityUnknown = "laterality_unknown",
    }
}

#[cfg(test)]
mod tests {
    use utoipa::PartialSchema;

    use super::*;

    #[test]
    fn the_schema_names_the_words_that_go_over_the_wire() {
        let schema = serde_json::to_value(Status::schema()).expect("a schema is JSON");
        assert_eq!(schema["enum"], serde_json::to_value(Status::ALL).expect("words are JSON"));
        assert_eq!(serde_json::to_value(Laterality::schema()).expect("a schema is JSON")["enum"][0], "OD");
    }
}
