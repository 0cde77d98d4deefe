// Every word the page shows, in English. Another language is another file of this type.
import type { Schemas } from "../api/types";

/** Days as a person says them: the interval a referral allows. */
function interval(days: number): string {
  if (days <= 1) return "today";
  if (days < 60) return `within ${days} days`;
  return `within ${Math.round(days / 30.4)} months`;
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const en = {
  lang: "en",
  dir: "ltr" as "ltr" | "rtl",
  product: "Ocellus",
  notCleared: "Not a cleared medical device. A doctor decides.",
  skip: "Skip to the reading",

  station: {
    ready: "Ready",
    loading: "Starting the readers…",
    failed: "Readers not available",
    partial: "One reader only",
    restarted: (n: number) =>
      `The readers stopped answering ${count(n, "time", "times")} since the start and were started anew. If this goes on, tell the person who looks after the box.`,
    unknown: "Connecting…",
    unreachable: "No connection",
    diskLow: "The box's disk is nearly full.",
    diskLowHint: "Photographs are still taken. Tell the person who looks after the box.",
    diskFull: "The box's disk is full.",
    diskFullShort: "Disk full",
    diskFullHint: "New photographs are refused until there is room. Tell the person who looks after the box.",
    folder: (name: string) => `The folder ${name} cannot be watched`,
    lost: "No connection to the box. Trying again. Nothing that was sent is lost.",
    old: "No fresh answer",
    stale: "This list may be old:",
    queue: (n: number) => `${n} waiting`,
  },

  notes: {
    title: "About the files you added",
    same: (file: string, known: string, saved: string) =>
      `${file}: these are the same bytes as ${known}, saved ${saved}.`,
    shown: "That photograph is shown.",
    show: "Show that photograph",
    leftOut: (n: number, most: number) =>
      `${count(n, "file was", "files were")} left out: at most ${most} at once. Add the rest when these are sent.`,
    newer: (n: number) => count(n, "new photograph", "new photographs"),
    dismiss: "Put this away",
  },

  capture: {
    title: "Add a photograph",
    button: "Choose a file",
    camera: "Take a picture",
    drop: "or drop it anywhere on this page",
    dropNow: "Let go to add the photograph",
    formats: "JPEG, PNG, TIFF, BMP or WebP. Several at once are fine.",
    sending: (percent: number) => `Sending ${percent}%`,
    checking: "Checking the photograph…",
  },

  camera: {
    title: "Fundus camera",
    open: "Fundus camera",
    picture: "Live picture of the camera",
    back: "Photographs",
    take: "Take the photograph",
    taking: "Hold still…",
    saving: "Saving…",
    saved: "Saved",
    savedBefore: "Saved before: the very same picture",
    see: "See this photograph",
    keys: "Space or Enter, or the camera's own button",
    eye: "Which eye",
    nextPerson: "Next person",
    automatic: "Take it by itself",
    automaticHint: "As soon as the eye is centred, sharp and still.",
    state: {
      off: "No camera at this box",
      absent: "No camera is plugged in",
      ready: "Opening the camera…",
      connecting: "Opening the camera…",
      live: "Live",
      stalled: "The camera gives no picture",
      unplugged: "The camera was unplugged",
      failed: "The camera cannot be used",
    } satisfies Record<Schemas["CameraState"], string>,
    returns: "The picture comes back here by itself.",
    refused: "No photograph was taken",
    nothingYet: "The verdict on the photograph appears here.",
    hint: {
      no_eye: "Bring the camera to the eye",
      blink: "Eye closed: ask to open it wide",
      centre: "Bring the eye to the middle",
      closer: "Closer to the eye",
      farther: "Away from the eye",
      focus: "Not sharp: focus",
      glare: "Glare: shift the camera a little",
      brighter: "Too dark: more light",
      darker: "Too bright: less light",
      hold: "Hold still…",
      ready: "Good: take it",
    } satisfies Record<Schemas["Hint"], string>,
    move: {
      left: "Move left",
      right: "Move right",
      up: "Move up",
      down: "Move down",
    },
    retakes: (n: number, most: number) =>
      n === 0 ? "First photograph of this eye" : n > most ? `Retake ${n}` : `Retake ${n} of ${most}`,
    tries: (eye: string, photographs: number, verdict: string) =>
      photographs === 0
        ? `${eye}: no photograph yet`
        : `${eye}: ${count(photographs, "photograph", "photographs")}, the last one: ${verdict}`,
    enough: "Do not go on retaking",
    dilate: "Widen the pupil if that is allowed and take it again. Otherwise refer this eye as ungradable.",
  },

  list: {
    title: "Photographs",
    empty: "No photographs yet",
    emptyHint: "Add a photograph of the back of the eye. You will see at once whether it is good enough.",
    older: "Show older photographs",
    olderFailed: "They did not come.",
  },

  state: {
    queued: "Waiting",
    running: "Reading…",
    failed: "Not read",
    rejected: "Not added",
  },

  failure: {
    title: "This photograph could not be read",
    refused: "This photograph could not be added",
    remedy: "What to do:",
    again: "Try again",
    dismiss: "Remove from the list",
    missing: "This photograph is not on this box",
    unreachable: "The box does not answer.",
    unreachableRemedy: "Check that it is switched on and that this tablet is on its network, then try again.",
    unexpected: (status: number) => `The box gave an answer that this page does not understand (${status}).`,
    unexpectedRemedy: "Reload this page. If it comes back, restart the box.",
    page: "This page had a problem",
    pageRemedy: "Reload this page. Nothing that was sent is lost.",
    reload: "Reload",
  },

  quality: {
    title: "Photograph",
    verdict: {
      good: "Good photograph",
      usable: "Usable photograph",
      reject: "Take it again",
    } satisfies Record<Schemas["Verdict"], string>,
    short: { good: "Good", usable: "Usable", reject: "Retake" } satisfies Record<Schemas["Verdict"], string>,
    next: {
      good: "Nothing to do. Go on to the next eye.",
      usable: "It can be read. A better one would be read more surely.",
      reject: "This photograph is not good enough to rule out disease.",
    } satisfies Record<Schemas["Verdict"], string>,
    cause: {
      technique: "A new photograph will probably help.",
      physiology: "The eye itself is in the way. A new photograph may not help.",
    } satisfies Record<Schemas["Cause"], string>,
    reason: {
      not_fundus: "not the back of an eye",
      defocus: "out of focus",
      underexposed: "too dark",
      overexposed: "too bright",
      uneven_illumination: "unevenly lit",
      decentred: "not centred",
      field_cut_off: "part of the field is cut off",
      artefact: "reflection, dust or eyelashes",
      low_contrast: "hazy",
      too_small: "too small",
    } satisfies Record<Schemas["QualityReason"], string>,
  },

  referral: {
    abstention: (one: Schemas["Abstention"], percent: (share: number) => string) =>
      `How sure that is: below ${percent(one.low)} lie at most ${percent(one.miss_rate)} of referable eyes (measured on ${one.positives} photographs), from ${percent(one.high)} on at most ${percent(one.false_alarm_rate)} of the others (on ${one.negatives}).`,
    headline: {
      urgent: "Refer urgently",
      refer: "Refer to an eye doctor",
      review: "A doctor must check this",
      rescreen: "No referral needed",
      ungradable: "Cannot be graded",
    } satisfies Record<Schemas["ReferralCategory"], string>,
    short: {
      urgent: "Urgent",
      refer: "Refer",
      review: "Doctor checks",
      rescreen: "No referral",
      ungradable: "Ungradable",
    } satisfies Record<Schemas["ReferralCategory"], string>,
    explain: {
      urgent: "",
      refer: "",
      review: "The result is not certain enough to act on alone. Show the photograph to a doctor.",
      rescreen: "Nothing that needs an eye doctor was found in what was looked for.",
      ungradable: "Take the photograph again. If it still cannot be graded, refer.",
    } satisfies Record<Schemas["ReferralCategory"], string>,
    when: {
      urgent: (days: number) => `See an eye doctor ${interval(days)}`,
      refer: (days: number) => `See an eye doctor ${interval(days)}`,
      review: (days: number) => `Have it checked ${interval(days)}`,
      rescreen: (days: number) => `Screen again ${interval(days).replace(/^within/, "in")}`,
      ungradable: (days: number) => `If retakes do not help, see an eye doctor ${interval(days)}`,
    } satisfies Record<Schemas["ReferralCategory"], (days: number) => string>,
    latest: (date: string) => `no later than ${date}`,
    around: (date: string) => `around ${date}`,
    because: "Because",
    probability: (percent: string) => `Probability that this eye needs referral: ${percent}`,
    reading: "Reading the photograph…",
    readingHint: "The result appears here by itself. You can go on with the next photograph.",
    waiting: "Waiting for its turn",
    waitingHint: (before: number) =>
      before > 0 ? `${count(before, "photograph", "photographs")} before this one.` : "It is next.",
    loadingHint:
      "The readers are still starting. This photograph is safe and is read as soon as they are ready.",
    failedHint: "The readers are not available on this box, so there is no result. The photograph is kept.",
  },

  eye: {
    OD: "Right eye",
    OS: "Left eye",
    unknown: "Right or left not known",
    code: { OD: "OD", OS: "OS", unknown: "?" } satisfies Record<Schemas["Laterality"], string>,
    probability: (percent: string) => `${percent} sure`,
    byPerson: "filed by a person",
    otherSide: (filed: string, reader: string) =>
      `A person filed this photograph under: ${filed}. The reader took it for: ${reader}. Its places (towards the nose, towards the temple) follow the reader's side.`,
    filed: (eye: string, reader: string) => `${eye}, filed by a person; the reader: ${reader}`,
  },

  viewer: {
    title: "Photograph with findings",
    describe: (findings: number, eye: string) =>
      `${eye}. ${count(findings, "finding", "findings")} marked. Arrow keys move, plus and minus zoom, 0 fits the picture.`,
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Fit",
    fitHint: "Show the whole photograph",
    marks: "Marks",
    marksHint: "Show or hide all marks (H)",
    opacity: "Strength of the marks",
    disc: "Optic disc",
    discAbout: "Optic disc: about here",
    fovea: "Fovea",
    alt: (file: string) => `Photograph ${file}`,
    unavailable: "The photograph cannot be shown.",
    unavailableHint: "Reload this page. If it stays so, check the box's disk.",
    zoomed: (factor: string) => `${factor} ×`,
  },

  findings: {
    title: "Findings",
    none: "No findings",
    noneOf: (labels: string) => `Looked for: ${labels}. None was seen.`,
    notRuledOut: (labels: string) =>
      `Looked for: ${labels}. None was seen, but not ruled out: the photograph is not good enough for that.`,
    notLooked: (labels: string) => `Not looked for: ${labels}.`,
    nothingLooked: "Nothing was looked for in this photograph.",
    toggle: (label: string) => `Show ${label} in the picture`,
    list: (label: string) => `All marks: ${label}`,
    rest: (n: number) => `Show ${n} more`,
    fovea: (value: string) => `${value} disc widths from the fovea`,
    score: (percent: string) => `${percent} sure`,
    research: "research only",
    language: "from the text reader",
  },

  label: {
    microaneurysm: "Microaneurysm",
    haemorrhage: "Haemorrhage",
    hard_exudate: "Hard exudate",
    cotton_wool_spot: "Cotton-wool spot",
    neovascularisation: "New vessels",
    drusen: "Drusen",
    retinal_scar: "Retinal scar",
  } satisfies Record<Schemas["Label"], string>,
  labels: {
    microaneurysm: "Microaneurysms",
    haemorrhage: "Haemorrhages",
    hard_exudate: "Hard exudates",
    cotton_wool_spot: "Cotton-wool spots",
    neovascularisation: "New vessels",
    drusen: "Drusen",
    retinal_scar: "Retinal scars",
  } satisfies Record<Schemas["Label"], string>,
  gloss: {
    microaneurysm: "tiny bulge of a small vessel",
    haemorrhage: "spot of blood",
    hard_exudate: "yellow deposit left by leaking vessels",
    cotton_wool_spot: "pale patch where blood supply failed",
    neovascularisation: "new, fragile vessels",
    drusen: "yellow deposit under the retina",
    retinal_scar: "healed damage",
  } satisfies Record<Schemas["Label"], string>,

  sector: {
    macular: "centre of sight (macula)",
    superotemporal: "above, towards the temple",
    superonasal: "above, towards the nose",
    inferotemporal: "below, towards the temple",
    inferonasal: "below, towards the nose",
    unknown: "place not known",
  } satisfies Record<Schemas["Sector"], string>,

  chain: {
    title: "How the result was reached",
    hint: "Underlined words are places in the photograph. Touch one to see it.",
    twoReaders:
      "Steps marked “text reader” are the second reader's own words. The result above rests on the measurements; where the two disagree on referral, a doctor checks.",
    place: (text: string, n: number) => `${text}: show ${count(n, "place", "places")} in the picture`,
    step: {
      quality: "Quality",
      anatomy: "Anatomy",
      lesions: "Lesions",
      features: "Features",
      diagnosis: "Diagnosis",
      management: "Management",
    } satisfies Record<Schemas["Step"], string>,
    source: {
      evidence: "measured",
      language: "text reader",
      structure: "from measured values",
    } satisfies Record<Schemas["Source"], string>,
    empty: "No steps were written for this photograph.",
  },

  ask: {
    title: "Ask about this photograph",
    hint: "Answers come from the measurements. What they cannot tell is declined.",
    label: "Your question",
    send: "Ask",
    waiting: "Waiting for the reader…",
    show: "Show in the picture",
    understood: (question: string) => `Understood as: ${question}`,
    mayAsk: (questions: string) => `You can ask: ${questions}`,
    grade: "What is the ICDR grade?",
    why: "Why this grade?",
    where: (labels: string) => `Show the ${labels}.`,
    plan: "Give assessment and plan.",
    unassessed: "What was not looked for?",
  },

  conditions: {
    title: "Diseases",
    status: {
      present: "Present",
      absent: "Not found",
      uncertain: "Uncertain",
      not_assessed: "Not looked for",
    } satisfies Record<Schemas["Status"], string>,
    notAssessed: (n: number) => `Not looked for (${n})`,
    notAssessedHint: "This box's model cannot judge these. They may or may not be there.",
    name: {
      age_related_macular_degeneration: "Age-related macular degeneration",
      diabetic_retinopathy: "Diabetic retinopathy",
      glaucoma: "Glaucoma",
      hypertensive_retinopathy: "Hypertensive retinopathy",
      increased_cup_disc_ratio: "Increased cup-to-disc ratio",
      macular_edema: "Macular oedema",
      myopic_fundus: "Myopic fundus",
      drusen: "Drusen",
      retinal_hemorrhage: "Retinal haemorrhage",
      retinal_scar: "Retinal scar",
      vascular_occlusion: "Vascular occlusion",
      choroidal_nevus: "Choroidal naevus",
    } satisfies Record<Schemas["Condition"], string>,
    column: { condition: "Disease", status: "Result", probability: "Probability" },
    stage: {
      icdr: ["0, none", "1, mild", "2, moderate", "3, severe", "4, proliferative"],
      dme_risk: ["0, no exudate", "1, away from the centre", "2, near the centre"],
    } satisfies Record<Schemas["Scale"], string[]>,
    research: "Research only: does not change the referral",
    abstention: (one: Schemas["Abstention"], percent: (share: number) => string) =>
      `Called absent below ${percent(one.low)}, which misses at most ${percent(one.miss_rate)} of those who have it (measured on ${one.positives} photographs); present from ${percent(one.high)}, which alarms at most ${percent(one.false_alarm_rate)} of those who do not (on ${one.negatives}); uncertain between.`,
    abstentionOff: "This photograph is unlike those, so the two rates may not hold for it.",
    stageOf: (scale: Schemas["Scale"], words: string) =>
      scale === "icdr" ? `ICDR grade ${words}` : `Oedema risk ${words}`,
    rests: (n: number) => `rests on ${count(n, "finding", "findings")}`,
  },

  checks: {
    title: "Safety checks",
    passed: "Passed",
    failed: "Not passed",
    allPassed: (n: number) => `All ${n} passed`,
    someFailed: (failed: number, n: number) => `${failed} of ${n} not passed`,
    none: "No checks were made.",
    effect: {
      none: "for your information: the result stays as it is",
      uncertain: "makes the result uncertain",
      review: "sends the photograph to a doctor",
    } satisfies Record<Schemas["Effect"], string>,
    rule: {
      stage_has_lesions: "The stage is borne out by lesions",
      lesions_have_stage: "The lesions are reflected in the stage",
      boxes_in_field: "Every mark lies inside the photograph's field",
      landmarks_plausible: "Disc and fovea stand where eyes have them",
      oedema_matches_exudates: "Oedema risk fits the exudates near the fovea",
      readers_agree_referable: "Both readers agree on referral",
      language_boxes_supported: "The text reader's places were also measured",
      chain_complete: "The text reader gave every step",
      quality_permits_absence: "The photograph is good enough to rule disease out",
      familiar_camera: "The photograph is like those the model was measured on",
    } satisfies Record<Schemas["Rule"], string>,
  },

  measures: {
    title: "Measurements",
    vessel_density: "Vessel density",
    cup_disc_ratio_vertical: "Cup-to-disc ratio, vertical",
    cup: "Cup",
    disc: "Optic disc",
    fovea: "Fovea",
    laterality: "Eye",
    quality: "Quality score",
    novelty: "Unlike what the model was measured on",
    ofLimit: (value: string, limit: string) => `${value} (up to ${limit} is familiar)`,
    found: (percent: string) => `found, ${percent} sure`,
    missing: "not found",
    notMeasured: "not measured",
    research: "research only",
    over: (region: string) => `over the ${region}`,
  },

  report: {
    title: "Report",
    copy: "Copy",
    copied: "Copied",
    print: "Print",
  },

  provenance: {
    title: "How it was read",
    evidence: "Measuring reader",
    language: "Text reader",
    notRun: "did not run",
    engine: { ort: "ONNX Runtime", tract: "tract" } as Record<string, string>,
    provider: { cpu: "processor", cuda: "CUDA", tensorrt: "TensorRT" } as Record<string, string>,
    on: (engine: string, provider: string, precision: string) => `${engine} on ${provider}, ${precision}`,
    timings: "Time taken",
    seconds: (s: string) => `${s} s`,
    steps: { decode: "open", quality: "quality", evidence: "measuring", language: "text", total: "total" },
    file: "File",
    taken: "Read at",
    size: (w: number, h: number) => `${w} × ${h} pixels`,
    protocol: "Protocol",
    software: "Software",
    id: "Reading",
    sha256: "Photograph's checksum",
  },

  doubts: "Read with care",
  research:
    "Research is switched on. What is marked as research was learned from drawn eyes or too few photographs, is not proven on real ones, and does not change the referral.",

  fallback: {
    title: "Read with less than usual",
    station: "This box runs with less than usual",
  },

  print: {
    title: "Screening report",
    signature: "Checked by",
    date: "Date",
    notAssessed: (labels: string) => `Not looked for: ${labels}. This does not mean that they are absent.`,
  },
};

export type Strings = typeof en;
