// What was not looked for, and what a poor photograph cannot rule out, is never said to be absent.
import { describe, expect, it } from "vitest";
import type { Finding, Label, Reading } from "../src/api/types";
import { assessed, eyeOf } from "../src/assessed";
import { doubts } from "../src/views/decision";

const reading = (found: Label[], looked: Label[], patch: object = {}) =>
  ({
    findings: found.map((label, n) => ({ id: `F${n}`, label }) as Finding),
    findings_assessed: looked,
    quality: { verdict: "good" },
    checks: [],
    eye: { laterality: "OD", probability: 0.9 },
    ...patch,
  }) as unknown as Reading;

describe("lesions", () => {
  it("are found, not seen, or not looked for: each in one of the three", () => {
    const said = assessed(reading(["drusen", "drusen"], ["microaneurysm", "haemorrhage", "drusen"]));
    expect(said.kinds.map(({ label, findings }) => [label, findings.length])).toEqual([["drusen", 2]]);
    expect(said.clear).toEqual(["microaneurysm", "haemorrhage"]);
    expect([...said.skipped].sort()).toEqual([
      "cotton_wool_spot",
      "hard_exudate",
      "neovascularisation",
      "retinal_scar",
    ]);
    expect(said.ruledOut).toBe(true);
  });

  it("are all unlooked for where nothing was assessed", () => {
    const said = assessed(reading([], []));
    expect([said.kinds.length, said.clear.length, said.skipped.length]).toEqual([0, 0, 7]);
  });

  it("are not ruled out by a rejected photograph, nor where the check on it fails", () => {
    const looked: Label[] = ["drusen"];
    expect(assessed(reading([], looked, { quality: { verdict: "reject" } })).ruledOut).toBe(false);
    const check = { rule: "quality_permits_absence", passed: false, effect: "review", detail: "" };
    expect(assessed(reading([], looked, { checks: [check] })).ruledOut).toBe(false);
    expect(assessed(reading([], looked, { checks: [{ ...check, passed: true }] })).ruledOut).toBe(true);
  });
});

describe("the eye's side", () => {
  it("is what a person filed, and said to be theirs where the reader differs", () => {
    const read = reading([], []);
    expect(eyeOf("OS", read)).toEqual({ eye: "OS", byPerson: true });
    expect(eyeOf("OD", read)).toEqual({ eye: "OD", byPerson: false });
    expect(doubts(read, "OS").length).toBe(1);
    expect(doubts(read, "OD")).toEqual([]);
    expect(eyeOf("unknown", null)).toEqual({ eye: "unknown", byPerson: false });
  });
});
