"""Every sentence of an answer, in English and Chinese. The grammar of both is `answer.lark`."""

from __future__ import annotations

from dataclasses import dataclass

from . import chain as en
from .label import LESIONS, plain

REFUSALS = ("photograph", "elsewhere", "other_eye", "who", "doctor", "off_topic")


@dataclass(frozen=True)
class Phrases:
    """One language. `{}` stands for a number or a grounded list."""

    yes: str
    no: str
    there: str
    absent: str
    ungradable: str
    quality: dict[str, str]
    grades: tuple[str, ...]
    risk: str
    sides: dict[str, str]
    rescreen: str
    refer: dict[int, str]
    retake: str
    clinic: str
    urgent: str
    refusals: dict[str, str]
    names: dict[str, str]
    nothing: str
    amounts: dict[str, str]
    about: dict[str, str]
    less: dict[str, str]
    why: tuple[str, str, str, str, str]
    outlined: str
    unoutlined: str
    also: str
    why_risk: tuple[str, str, str]


NAMES = {label: plain(label) for label in LESIONS} | {"disc": "optic disc", "fovea": "fovea"}
ENGLISH = Phrases(
    yes="Yes.", no="No.", there="Yes.", absent="No.",
    ungradable=en.UNGRADABLE,
    quality={k: en.QUALITY[k] for k in ("good", "usable")},
    grades=tuple(f"{name} (ICDR {n})." for n, name in enumerate(en.GRADES)),
    risk="Macular oedema risk {}.",
    sides=en.SIDES,
    rescreen=en.RESCREEN,
    refer={1: "Refer within 1 month.", 3: "Refer within 3 months.", 6: "Refer within 6 months."},
    retake=en.RETAKE,
    clinic="The eye clinic sets the next visit.",
    urgent="Refer urgently, whatever the photograph shows.",
    refusals={
        "photograph": "A photograph can't tell that.",
        "elsewhere": "That is not assessed here.",
        "other_eye": "This photograph shows one eye only.",
        "who": "A photograph doesn't say who the patient is.",
        "doctor": "A doctor decides that.",
        "off_topic": "Only questions about this photograph are answered here.",
    },
    names=NAMES,
    nothing="No lesion is seen there.",
    amounts={"none": "None.", "few": "Few: 1 or 2.", "several": "Several: 3 to 7.", "many": "Many: 8 or more."},
    about={"area": "About {} disc areas.", "distance": "About {} disc diameters.", "cup": "About {} of the disc's height."},
    less={"area": "Less than 0.1 disc areas.", "distance": "Less than 0.1 disc diameters."},
    why=("No lesion of retinopathy is seen.", "Microaneurysms only.", "More than microaneurysms",
         "Signs of severe retinopathy", "Signs of proliferative retinopathy"),
    outlined=": {}", unoutlined=", not outlined.", also=" Also: {}",
    why_risk=("No hard exudate is seen.", "Hard exudates farther than one disc diameter from the fovea.",
              "Hard exudates within one disc diameter of the fovea."),
)  # fmt: skip

CHINESE = Phrases(
    yes="是。", no="否。", there="有。", absent="没有。",
    ungradable="这张照片无法分级。",
    quality={"good": "照片质量良好。", "usable": "照片质量可用。"},
    grades=("无糖尿病视网膜病变 (ICDR 0)。", "轻度非增殖性糖尿病视网膜病变 (ICDR 1)。", "中度非增殖性糖尿病视网膜病变 (ICDR 2)。",
            "重度非增殖性糖尿病视网膜病变 (ICDR 3)。", "增殖性糖尿病视网膜病变 (ICDR 4)。"),
    risk="黄斑水肿风险 {}。",
    sides={"OD": "右眼。", "OS": "左眼。", "unknown": "无法判断眼别。"},
    rescreen="12 个月后复查。",
    refer={1: "1 个月内转诊。", 3: "3 个月内转诊。", 6: "6 个月内转诊。"},
    retake="请重新拍摄；若仍无法分级，请转诊。",
    clinic="下次复诊由眼科决定。",
    urgent="无论照片如何，请立即转诊。",
    refusals={
        "photograph": "照片无法判断这一点。",
        "elsewhere": "此处不评估这一项。",
        "other_eye": "这张照片只显示一只眼。",
        "who": "照片不能说明患者是谁。",
        "doctor": "这由医生决定。",
        "off_topic": "此处只回答与这张照片有关的问题。",
    },
    names={"microaneurysm": "微动脉瘤", "haemorrhage": "出血", "hard_exudate": "硬性渗出", "cotton_wool_spot": "棉绒斑",
           "neovascularisation": "新生血管", "drusen": "玻璃膜疣", "retinal_scar": "视网膜瘢痕", "disc": "视盘", "fovea": "中心凹"},
    nothing="那里未见病变。",
    amounts={"none": "无。", "few": "少量：1 或 2 处。", "several": "若干：3 至 7 处。", "many": "大量：8 处或更多。"},
    about={"area": "约 {} 个视盘面积。", "distance": "约 {} 个视盘直径。", "cup": "约为视盘高度的 {}。"},
    less={"area": "不足 0.1 个视盘面积。", "distance": "不足 0.1 个视盘直径。"},
    why=("未见视网膜病变。", "仅有微动脉瘤。", "不止微动脉瘤", "有重度病变的征象", "有增殖性病变的征象"),
    outlined="：{}", unoutlined="，未勾画。", also="另见：{}",
    why_risk=("未见硬性渗出。", "硬性渗出距中心凹超过一个视盘直径。", "硬性渗出距中心凹不足一个视盘直径。"),
)  # fmt: skip

LANGUAGES = {"en": ENGLISH, "zh": CHINESE}
