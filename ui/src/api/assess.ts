// A doctor's word on a reading: agreement, or a correction that makes a new version of it.
import { at, post } from "./client";
import type { Box, Label } from "./types";

export type About = "finding" | "condition" | "referral" | "quality";
export type Verdict = "agreed" | "corrected" | "rejected";
export type Assessment = {
  id: string;
  reading_id: string;
  operator_id: string | null;
  about: About;
  target: string;
  verdict: Verdict;
  correction: unknown;
  at: string;
};
/** What is put in place of what was read. */
export type Correction = { label: Label; box: Box } | { label: Label } | { stage: number };
export type Word = {
  reading_id: string;
  about: About;
  /** The finding's id or the condition's name; empty for a finding that was missed, and for the others. */
  target: string;
  verdict: Verdict;
  correction?: Correction;
};

export const assessmentsPath = (photograph: string) => `${at(photograph)}/assessments`;
export const assess = (photograph: string, word: Word) => post<unknown>(assessmentsPath(photograph), word);
