// Boxes land where they belong, and zooming keeps the point under the finger.
import { describe, expect, it } from "vitest";
import {
  CLOSEST,
  closeUp,
  hold,
  onScreen,
  toPoint,
  toRect,
  under,
  type View,
  wholeView,
  zoomAt,
} from "../src/geometry";

const image = { width: 4288, height: 2848 };
const frame = { width: 700, height: 500 };

describe("from 0–999 to pixels", () => {
  it("maps the first and the last number to the picture's edges", () => {
    expect(toRect([0, 0, 999, 999], image)).toEqual({ x: 0, y: 0, width: 4288, height: 2848 });
    expect(toPoint([999, 0], image)).toEqual({ x: 4288, y: 0 });
  });

  it("scales both ways apart", () => {
    const rect = toRect([111, 222, 333, 444], { width: 999, height: 1998 });
    expect(rect).toEqual({ x: 111, y: 444, width: 222, height: 444 });
  });
});

describe("on the screen", () => {
  it("grows a tiny mark about its centre so that it can be touched", () => {
    const view: View = { x: 10, y: 20, scale: 0.1 };
    const rect = onScreen({ x: 1000, y: 1000, width: 10, height: 10 }, view, 2, 12);
    expect(rect.width).toBe(12);
    expect(rect.x + rect.width / 2).toBeCloseTo(10 + 1005 * 0.1);
    expect(rect.y + rect.height / 2).toBeCloseTo(20 + 1005 * 0.1);
  });

  it("fits the whole picture in the middle", () => {
    const view = wholeView(image, frame);
    expect(view.x).toBeCloseTo(0);
    expect(view.y).toBeCloseTo((500 - (2848 * 700) / 4288) / 2);
  });
});

describe("zoom", () => {
  const whole = wholeView(image, frame);

  it("holds the point under the finger", () => {
    const at = { x: 300, y: 240 };
    const before = { x: (at.x - whole.x) / whole.scale, y: (at.y - whole.y) / whole.scale };
    const view = zoomAt(whole, at, 3, image, frame);
    expect((at.x - view.x) / view.scale).toBeCloseTo(before.x, 3);
    expect((at.y - view.y) / view.scale).toBeCloseTo(before.y, 3);
  });

  it("stays between the whole and the closest", () => {
    expect(zoomAt(whole, { x: 0, y: 0 }, 0.01, image, frame)).toEqual(whole);
    expect(zoomAt(whole, { x: 0, y: 0 }, 1e6, image, frame).scale).toBeCloseTo(whole.scale * CLOSEST);
  });

  it("never shows an empty border where picture could be", () => {
    const view = hold({ x: 5000, y: -90_000, scale: whole.scale * 4 }, image, frame);
    expect(view.x).toBe(0);
    expect(view.y).toBeCloseTo(500 - 2848 * view.scale);
  });

  it("brings a finding to the middle", () => {
    const rect = { x: 2000, y: 1400, width: 60, height: 50 };
    const view = closeUp(rect, image, frame);
    expect(view.x + 2030 * view.scale).toBeCloseTo(350);
    expect(view.y + 1425 * view.scale).toBeCloseTo(250);
  });
});

describe("under a finger", () => {
  const large = { x: 0, y: 0, width: 100, height: 100 };
  const small = { x: 40, y: 40, width: 10, height: 10 };

  it("is the smallest mark that holds the touch", () => {
    expect(under({ x: 45, y: 45 }, [large, small], 20)).toBe(1);
    expect(under({ x: 5, y: 5 }, [large, small], 20)).toBe(0);
  });

  it("is the nearest within reach, or nothing", () => {
    expect(under({ x: 110, y: 50 }, [small, large], 20)).toBe(1);
    expect(under({ x: 150, y: 50 }, [small, large], 20)).toBe(-1);
  });
});
