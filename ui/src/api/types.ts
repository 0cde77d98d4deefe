// The names the page uses for what the API says; every shape is generated from openapi.json.
import type { components } from "./schema";

export type Schemas = components["schemas"];

export type Photograph = Schemas["Photograph"];
export type PhotographList = Schemas["PhotographList"];
export type Reading = Schemas["Reading"];
export type Finding = Schemas["Finding"];
export type Label = Schemas["Label"];
export type Quality = Schemas["Quality"];
export type Fault = Omit<Schemas["Fault"], "code"> & {
  code: Schemas["FaultCode"] | "unreachable" | "unexpected";
};
export type Station = Schemas["StationStatus"];
export type Event = Schemas["Event"];
export type UploadAnswer = Schemas["UploadAnswer"];
export type Models = Schemas["Models"];
export type CameraStatus = Schemas["CameraStatus"];
export type CameraSettings = Schemas["CameraSettings"];
export type Captured = Schemas["Captured"];
export type Guidance = Schemas["Guidance"];
export type Judged = Schemas["Judged"];
export type Category = Schemas["ReferralCategory"];

/** `[x1, y1, x2, y2]`, 0–999 of the photograph's width and height. */
export type Box = readonly [number, number, number, number];

/** The four numbers of a box as they come over the wire, or null if they are not four. */
export function asBox(numbers: readonly number[]): Box | null {
  const [x1, y1, x2, y2] = numbers;
  if (numbers.length !== 4 || x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
    return null;
  return numbers.every(Number.isFinite) ? [x1, y1, x2, y2] : null;
}
