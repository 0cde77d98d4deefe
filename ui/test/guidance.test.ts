// What the live picture's guidance says in words.
import { describe, expect, it } from "vitest";
import type { Guidance } from "../src/api/types";
import { t } from "../src/strings";
import { words } from "../src/views/guidance";

const HINTS: Guidance["hint"][] = [
  ...(["no_eye", "blink", "centre", "closer", "farther", "focus"] as const),
  ...(["glare", "brighter", "darker", "hold", "ready"] as const),
];

const look = (patch: Partial<Guidance>): Guidance => ({
  hint: "hold",
  off: [0, 0],
  field: { cx: 320, cy: 240, r: 220 },
  width: 640,
  height: 480,
  held: 0,
  verdict: "good",
  reasons: [],
  frame: 1,
  took_ms: 30,
  ...patch,
});

describe("guidance", () => {
  it("says the way to an eye that stands aside, by the greater distance", () => {
    const way = (off: number[]) => words(look({ hint: "centre", off }));
    expect(way([0.5, 0.2])).toContain(t("camera-move-right").toLowerCase());
    expect(way([-0.5, 0.2])).toContain(t("camera-move-left").toLowerCase());
    expect(way([0.1, 0.4])).toContain(t("camera-move-down").toLowerCase());
    expect(way([0.1, -0.4])).toContain(t("camera-move-up").toLowerCase());
  });

  it("has words for every hint", () => {
    for (const hint of HINTS) expect(words(look({ hint, off: null })).length).toBeGreaterThan(3);
  });
});
