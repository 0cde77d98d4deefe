// What the live picture's guidance says in words.
import { describe, expect, it } from "vitest";
import type { Guidance } from "../src/api/types";
import { en } from "../src/strings/en";
import { words } from "../src/views/guidance";

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
    expect(way([0.5, 0.2])).toContain(en.camera.move.right.toLowerCase());
    expect(way([-0.5, 0.2])).toContain(en.camera.move.left.toLowerCase());
    expect(way([0.1, 0.4])).toContain(en.camera.move.down.toLowerCase());
    expect(way([0.1, -0.4])).toContain(en.camera.move.up.toLowerCase());
  });

  it("has words for every hint", () => {
    for (const hint of Object.keys(en.camera.hint) as Guidance["hint"][])
      expect(words(look({ hint, off: null })).length).toBeGreaterThan(3);
  });
});
