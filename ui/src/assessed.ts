// What a Reading says of lesions and of the eye's side, and what it does not: the same on the screen and on paper.
import type { Finding, Label, Reading, Schemas } from "./api/types";
import { MARKS } from "./views/marks";

export type Assessed = {
  /** The kinds that were found. */
  kinds: { label: Label; findings: Finding[] }[];
  /** Looked for and not seen. */
  clear: Label[];
  /** Not looked for. */
  skipped: Label[];
  /** Whether not seeing a lesion says that it is not there: not on a photograph too poor for that. */
  ruledOut: boolean;
};

export function assessed(reading: Reading): Assessed {
  const labels = Object.keys(MARKS) as Label[];
  const kinds = labels
    .map((label) => ({ label, findings: reading.findings.filter((one) => one.label === label) }))
    .filter(({ findings }) => findings.length > 0);
  const unseen = labels.filter((label) => !kinds.some((kind) => kind.label === label));
  const poor = reading.checks.some((check) => check.rule === "quality_permits_absence" && !check.passed);
  return {
    kinds,
    clear: unseen.filter((label) => reading.findings_assessed.includes(label)),
    skipped: unseen.filter((label) => !reading.findings_assessed.includes(label)),
    ruledOut: reading.quality.verdict !== "reject" && !poor,
  };
}

/** The eye the photograph is filed under; a person's word wins over the reader's, which is then `byPerson`. */
export function eyeOf(filed: Schemas["Laterality"], reading: Reading | null) {
  return { eye: filed, byPerson: reading !== null && filed !== reading.eye.laterality };
}
