// A doctor's word on a reading: agreement, or a correction that makes a new version of it.
import { at, post } from "./client";
import type { Photograph, Schemas } from "./types";

export type Assessment = Schemas["Assessments"]["assessments"][number];
export type Correction = Schemas["Correction"];
/** What is not named is left as it was. */
export type Word = Omit<Schemas["AssessmentRequest"], "target" | "correction"> & {
  target: string;
  correction?: Partial<Correction>;
};

export const assessmentsPath = (photograph: string) => `${at(photograph)}/assessments`;
export const assess = (photograph: string, word: Word) => post<Photograph>(assessmentsPath(photograph), word);
