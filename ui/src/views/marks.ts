// How each kind of finding is marked: a colour that stands out on a retina, a line and a short code of its own.
import type { Label } from "../api/types";

export type Mark = { code: string; colour: string; dash: string };

/** Light colours over a dark casing; line patterns and codes tell them apart without colour. */
export const MARKS: Record<Label, Mark> = {
  microaneurysm: { code: "MA", colour: "#6fe8ff", dash: "" },
  haemorrhage: { code: "HE", colour: "#ff9de6", dash: "7 4" },
  hard_exudate: { code: "EX", colour: "#ffe84a", dash: "" },
  cotton_wool_spot: { code: "CW", colour: "#a9ff9d", dash: "3 3" },
  neovascularisation: { code: "NV", colour: "#d3b8ff", dash: "10 3 2 3" },
  drusen: { code: "DR", colour: "#ffbe7d", dash: "2 4" },
  retinal_scar: { code: "SC", colour: "#ffffff", dash: "12 4" },
};
