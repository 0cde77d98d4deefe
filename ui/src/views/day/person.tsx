// A person in a line: the name or what the clinic calls them, the age and the sex.
import type { Patient } from "../../api/day";
import { decimal, t } from "../../strings";

export const nameOf = (patient: Patient): string =>
  patient.name || patient.local_identifier || t("person-nameless");

/** Years this year; null where the year of birth is not known. */
export const ageOf = (patient: Patient, now = new Date()): number | null =>
  patient.birth_year === null ? null : Math.max(0, now.getFullYear() - patient.birth_year);

export function facts(patient: Patient): string {
  const age = ageOf(patient);
  return [
    patient.name ? patient.local_identifier : null,
    age === null ? null : t("person-age", { n: age, years: decimal(age, 0) }),
    patient.sex ? t(`person-sex-${patient.sex}`) : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

export function PersonLine({ patient }: { patient: Patient }) {
  return (
    <span class="person-line">
      <strong dir="auto">{nameOf(patient)}</strong>
      <span class="quiet small" dir="auto">
        {facts(patient)}
      </span>
    </span>
  );
}
