// Patients, visits, the worklist: what the page asks of the box about a day's people.
import { request } from "./client";
import type { Category } from "./types";

export type Side = "OD" | "OS";
export const SIDES = ["OD", "OS"] as const;

export const SYMPTOMS = [
  "sudden_loss_of_sight",
  "flashes",
  "curtain",
  "floaters",
  "gradual_loss_of_sight",
  "distorted_sight",
  "eye_pain",
] as const;
export type Symptom = (typeof SYMPTOMS)[number];
/** Urgent whatever the picture shows; the protocol decides, this only says so before the box has answered. */
export const URGENT: readonly Symptom[] = ["sudden_loss_of_sight", "flashes", "curtain", "floaters"];
export const DIABETES = ["none", "type_2", "type_1", "other", "unknown"] as const;
export type Diabetes = (typeof DIABETES)[number];
export const SEXES = ["female", "male", "other"] as const;
export type Sex = (typeof SEXES)[number];

export type EyeHistory = {
  acuity_logmar: number | null;
  earlier_laser: boolean | null;
  earlier_surgery: boolean | null;
};
export type History = {
  symptoms: Symptom[];
  diabetes: Diabetes;
  diabetes_years: number | null;
  eyes: Record<Side, EyeHistory>;
};
export type Patient = {
  id: string;
  local_identifier: string | null;
  name: string | null;
  birth_year: number | null;
  sex: Sex | null;
};
export type Recall = {
  id: string;
  category: Category;
  due_on: string;
  outcome: "open" | "arrived" | "missed" | "cancelled";
};
export type WorkItem = {
  patient: Patient;
  encounter: { id: string; started_at: string; step: string } | null;
  photographs: { od: number; os: number };
  decision: Category | null;
  recall: Recall | null;
};
export type Worklist = { items: WorkItem[]; next: string | null };
export type ListName = "today" | "recalls" | "not_arrived" | "all";

export const worklistPath = (list: ListName, search: string, after: string | null, limit: number) => {
  const query = new URLSearchParams({ list, limit: String(limit) });
  if (search) query.set("search", search);
  if (after) query.set("after", after);
  return `api/worklist?${query}`;
};
export const fetchWorklist = (list: ListName, search: string, after: string | null, limit: number) =>
  request<Worklist>(worklistPath(list, search, after, limit));

const part = encodeURIComponent;
export const patientPath = (id: string) => `api/patients/${part(id)}`;
export const visitPath = (id: string) => `api/encounters/${part(id)}`;
