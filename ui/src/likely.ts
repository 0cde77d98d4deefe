// A probability as people say it, in five steps: a number alone says little to who never saw one.

export type Likely = "very_unlikely" | "unlikely" | "open" | "likely" | "very_likely";

/** Of 0–1. */
export function likely(p: number): Likely {
  if (p < 0.05) return "very_unlikely";
  if (p < 0.3) return "unlikely";
  if (p < 0.5) return "open";
  return p < 0.9 ? "likely" : "very_likely";
}
