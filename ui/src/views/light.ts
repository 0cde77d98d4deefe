// What is lit up: a finding or a grounded phrase shows itself in the picture, the list and the text at once.
import type { Box, Finding } from "../api/types";

/** Findings by id, and boxes that a text names. */
export type Light = {
  /** Which thing asked for the light, so that it can show itself as chosen. */
  from: string;
  findings: readonly string[];
  boxes: readonly Box[];
  words: string;
  /** Whether the picture should be brought close to it. */
  close?: boolean;
};

export type Lighting = {
  /** Under the pointer or the keyboard's focus; wins over `held` while it lasts. */
  passing: Light | null;
  /** Chosen by a touch, a click or Enter; stays until another is chosen. */
  held: Light | null;
};

export const dark: Lighting = { passing: null, held: null };

export const shining = (lighting: Lighting): Light | null => lighting.passing ?? lighting.held;

export const ofFinding = (finding: Finding, words: string): Light => ({
  from: finding.id,
  findings: [finding.id],
  boxes: [],
  words,
});

/** Share of the smaller box that lies in the other. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Box) => Math.max(1, (box[2] - box[0]) * (box[3] - box[1]));
  return (width * height) / Math.min(area(a), area(b));
}
