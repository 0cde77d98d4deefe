// Patients, visits, the worklist: what the page asks of the box about a day's people.
import { request } from "./client";
import type { Photograph, Schemas } from "./types";

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
export type Symptom = Schemas["Symptom"];
/** Urgent whatever the picture shows; the protocol decides, this only says so before the box has answered. */
export const URGENT: readonly Symptom[] = ["sudden_loss_of_sight", "flashes", "curtain", "floaters"];
export const DIABETES = ["none", "type_2", "type_1", "other", "unknown"] as const;
export const SEXES = ["female", "male", "other"] as const;
export type Sex = Schemas["Sex"];
export type Purpose = Schemas["Purpose"];

export type History = Schemas["History"];
export type EyeHistory = History["eyes"][Side];
export type Patient = Schemas["Patient"];
export type Recall = Schemas["Recall"];
export type WorkItem = Schemas["WorklistItem"];
export type Worklist = Schemas["Worklist"];
export type ListName = "today" | "recalls" | "not_arrived" | "review" | "all";
/** A person with their visits, newest first. */
export type PatientCard = Schemas["PatientCard"];
export type Decision = Schemas["Encounter"];
/** A visit with everything that belongs to it. */
export type Visit = Schemas["EncounterView"];

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

/** The photographs of one eye, the newest first. */
export const ofEye = (visit: Visit, side: Side): Photograph[] =>
  visit.photographs.filter((one) => one.laterality === side).sort((a, b) => (a.id < b.id ? 1 : -1));

/** The one that counts for an eye: the newest that is no reject, else the newest. */
export const bestOf = (visit: Visit, side: Side): Photograph | null => {
  const all = ofEye(visit, side);
  return all.find((one) => one.quality.verdict !== "reject") ?? all[0] ?? null;
};

/** Photographs of which picture and person say different eyes. */
export const mismatched = (visit: Visit): Photograph[] =>
  visit.photographs.filter((one) => one.sides_disagree);

/** Why an eye has no photograph, as a person says. */
export const NO_PHOTOGRAPH = ["absent", "could_not", "refused"] as const;

/** Whether there is nothing more to do at the camera for an eye: it has a photograph, or it was said why not. */
export const isSeen = (visit: Visit, side: Side): boolean =>
  bestOf(visit, side) !== null || visit.encounter.eyes[side].no_photograph !== null;

/** Whether the person agreed to be screened. */
export const isConsented = (visit: Visit): boolean => visit.consent.screening === true;
