// The small rules of a day: what is drawn of a long list, which year was meant, what was sent, where an address leads.
import { describe, expect, it } from "vitest";
import type { Visit } from "../src/api/day";
import { type Edits, isEmpty, noEdits, rebased, without } from "../src/day";
import { boxBetween, placeOf, viewAt, wholeView } from "../src/geometry";
import { contrast, greenRange, redFree } from "../src/lens";
import { likely } from "../src/likely";
import { routeOf, to } from "../src/route";
import { yearOf } from "../src/views/day/newpatient";
import { span } from "../src/views/windowed";

describe("a long list", () => {
  it("draws what is on the screen and a little more, wherever it stands", () => {
    expect(span(0, 800, 80, 2_000)).toEqual([0, 18]);
    expect(span(-80_000, 800, 80, 2_000)).toEqual([992, 1018]);
    expect(span(-159_200, 800, 80, 2_000)).toEqual([1982, 2000]);
    expect(span(-1_000_000, 800, 80, 3)).toEqual([3, 3]);
    expect(span(300, 800, 80, 0)).toEqual([0, 0]);
  });
});

describe("the year of birth", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  it("is a year or an age, and nothing else", () => {
    expect(yearOf("1961", now)).toBe(1961);
    expect(yearOf("65", now)).toBe(1961);
    expect(yearOf("0", now)).toBe(2026);
    for (const wrong of ["", " ", "1800", "2027", "sixty", "6.5", "-4", "1e3"])
      expect(yearOf(wrong, now), wrong).toBe(null);
  });
});

const unseen = { acuity_logmar: null, earlier_laser: null, earlier_surgery: null, no_photograph: null };

describe("what was entered", () => {
  const edits: Edits = {
    history: { diabetes: "type_2", diabetes_years: 4 },
    eyes: { OD: { acuity_logmar: 0.3, earlier_laser: true } },
    consent: { screening: true },
    version: 3,
    seen: {
      symptoms: [],
      diabetes: "unknown",
      diabetes_years: null,
      eyes: { OD: unseen, OS: unseen },
    },
  };
  it("goes when it was sent, and stays where it was entered anew meanwhile", () => {
    expect(isEmpty(without(edits, edits))).toBe(true);
    const later = { ...edits, history: { diabetes: "none" as const, diabetes_years: 4 } };
    expect(without(later, edits)).toEqual({
      ...noEdits,
      version: 3,
      seen: edits.seen,
      history: { diabetes: "none" },
    });
    const eye = {
      ...edits,
      eyes: { OD: { acuity_logmar: 0.6, earlier_laser: true }, OS: { acuity_logmar: 0 } },
    };
    expect(without(eye, edits).eyes).toEqual({ OD: { acuity_logmar: 0.6 }, OS: { acuity_logmar: 0 } });
  });

  const box = (change: object, od: object = {}) =>
    ({
      consent: { screening: true },
      encounter: {
        ...edits.seen,
        version: 4,
        eyes: { OD: { ...unseen, ...od }, OS: unseen },
        ...change,
      },
    }) as unknown as Visit;
  it("is no conflict where the box has it already, or has changed something else", () => {
    const lost = rebased(edits, box(edits.history, edits.eyes.OD));
    expect(isEmpty(lost.rest)).toBe(true);
    expect(isEmpty(lost.disputed)).toBe(true);
    const half = rebased(edits, box(edits.history));
    expect(half.rest.eyes).toEqual(edits.eyes);
    expect(isEmpty(half.disputed)).toBe(true);
    const other = rebased(edits, box({ symptoms: ["floaters"] }));
    expect(other.rest.history).toEqual(edits.history);
    expect(isEmpty(other.disputed)).toBe(true);
  });
  it("is a conflict in the fields that both changed, each otherwise", () => {
    const both = rebased(edits, box({ diabetes: "type_1" }, { acuity_logmar: 0.18, earlier_laser: true }));
    expect(both.disputed.history).toEqual({ diabetes: "type_2" });
    expect(both.disputed.eyes).toEqual({ OD: { acuity_logmar: 0.3 } });
    // What an older page kept without what it had seen is asked about rather than put over the box's.
    expect(rebased({ ...edits, seen: null }, box({})).disputed.history).toEqual(edits.history);
  });
});

describe("an address", () => {
  it("leads where it was made for, and what is not known is a photograph", () => {
    expect(routeOf("")).toEqual({ at: "home" });
    expect(routeOf("#/camera")).toEqual({ at: "camera" });
    expect(routeOf(to.visit("01J", "left"))).toEqual({ at: "visit", id: "01J", step: "left" });
    expect(routeOf("#/visit/01J/nowhere")).toEqual({ at: "visit", id: "01J", step: null });
    expect(routeOf(to.newPatient("A/1 %"))).toEqual({ at: "new", code: "A/1 %" });
    expect(routeOf(to.photograph("sending 1"))).toEqual({ at: "photograph", key: "sending 1" });
    expect(routeOf("#/%E0%A4%A")).toEqual({ at: "home" });
  });
});

describe("a view shared by two pictures", () => {
  const image = { width: 1600, height: 1200 };
  const [small, large] = [
    { width: 360, height: 240 },
    { width: 900, height: 600 },
  ];
  it("shows the same place in windows of other sizes", () => {
    const place = { x: 0.4, y: 0.6, zoom: 3 };
    for (const frame of [small, large]) {
      const back = placeOf(viewAt(place, image, frame), image, frame);
      expect(back.x).toBeCloseTo(0.4);
      expect(back.y).toBeCloseTo(0.6);
      expect(back.zoom).toBeCloseTo(3);
    }
  });
  it("gives a drawn box in the photograph's own measure, and none for a mere touch", () => {
    const view = wholeView(image, large);
    const middle = { x: 450, y: 300 };
    expect(boxBetween({ x: 450, y: 300 }, { x: 50, y: 0 }, view, image)).toEqual([0, 0, 500, 500]);
    expect(boxBetween(middle, { x: 450.4, y: 300.2 }, view, image)).toBe(null);
  });
});

describe("the lenses", () => {
  it("stretch the green of the field and leave what is outside black", () => {
    const pixels = new Uint8ClampedArray([200, 60, 20, 255, 180, 160, 30, 255, 2, 3, 1, 255]);
    const range = greenRange(pixels);
    expect(range).toEqual({ low: 60, high: 160 });
    redFree(pixels, range);
    expect([...pixels]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 3, 3, 3, 255]);
  });
  it("raise a difference from the surroundings, and make none where there is none", () => {
    const pixels = new Uint8ClampedArray([100, 100, 100, 255, 100, 80, 100, 255, 1, 1, 1, 255]);
    contrast(pixels, new Uint8ClampedArray(12).fill(100));
    expect([...pixels]).toEqual([118, 118, 118, 255, 118, 58, 118, 255, 0, 0, 0, 255]);
  });
});

describe("a probability in words", () => {
  it("is never more certain than its number", () => {
    expect([0.01, 0.1, 0.4, 0.6, 0.95].map(likely)).toEqual([
      "very_unlikely",
      "unlikely",
      "open",
      "likely",
      "very_likely",
    ]);
  });
});
