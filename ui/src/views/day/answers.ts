// The answers of a visit in words, as the questions ask them and as they are compared.
import { type EyeHistory, type History, SIDES } from "../../api/day";
import type { Edits } from "../../day";
import { decimal, t } from "../../strings";

/** Lines of a chart at 6 m and what lies below it, as logMAR. Counting fingers and hand movements after Lange et al. 2009. */
const CHART: readonly [words: string, logmar: number][] = [
  ["6/6", 0],
  ["6/9", 0.18],
  ["6/12", 0.3],
  ["6/18", 0.48],
  ["6/24", 0.6],
  ["6/36", 0.78],
  ["6/60", 1],
];
const BELOW = [
  ["fingers", 1.98],
  ["hand", 2.28],
  ["light", 2.7],
  ["none", 3],
] as const;
export const TREATED = ["earlier_laser", "earlier_surgery"] as const;

/** What an acuity can be, best first. */
export const acuities = (): { words: string; logmar: number }[] => [
  ...CHART.map(([words, logmar]) => ({ words, logmar })),
  ...BELOW.map(([name, logmar]) => ({ words: t(`questions-acuity-${name}`), logmar })),
];

export const acuityWords = (logmar: number | null): string =>
  logmar === null
    ? t("questions-not-measured")
    : (acuities().find((one) => one.logmar === logmar)?.words ?? `${decimal(logmar, 2)} logMAR`);

const NOTHING = "–";

function eyeWords(key: keyof EyeHistory, eye: EyeHistory): string {
  if (key === "acuity_logmar") return `${t("questions-acuity")}: ${acuityWords(eye.acuity_logmar)}`;
  if (key === "no_photograph")
    return `${t("take-none-title")} ${eye.no_photograph ? t(`take-none-${eye.no_photograph}`) : NOTHING}`;
  return `${t("questions-treated")}: ${eye[key] ? t(`questions-${key}`) : NOTHING}`;
}

/** The answers that `fields` names, as `history` has them: one line each. */
export function answerLines(fields: Edits, history: History): string[] {
  const lines: string[] = [];
  for (const key of Object.keys(fields.history) as (keyof Edits["history"])[]) {
    if (key === "symptoms") {
      const told = history.symptoms.map((one) => t(`symptom-${one}`)).join(", ");
      lines.push(`${t("questions-symptoms")} ${told || NOTHING}`);
    } else if (key === "diabetes")
      lines.push(`${t("questions-diabetes")}: ${t(`diabetes-${history.diabetes}`)}`);
    else lines.push(`${t("questions-years")}: ${history.diabetes_years ?? NOTHING}`);
  }
  for (const side of SIDES)
    for (const key of Object.keys(fields.eyes[side] ?? {}) as (keyof EyeHistory)[])
      lines.push(`${t(`eye-${side}`)}. ${eyeWords(key, history.eyes[side])}`);
  return lines;
}
