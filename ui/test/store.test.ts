// The page's state through a day's events: nothing doubled, nothing stale, newest first.
import { describe, expect, it } from "vitest";
import type { Photograph } from "../src/api/types";
import { ahead, nothing, reduce, type State } from "../src/store";

const photograph = (id: string, patch: Partial<Photograph> = {}): Photograph => ({
  id,
  file: `${id}.jpg`,
  sha256: "0".repeat(64),
  bytes: 1,
  media_type: "image/jpeg",
  width: 10,
  height: 10,
  origin: "upload",
  saved_at: "2026-01-01T00:00:00Z",
  laterality: "unknown",
  quality: { verdict: "good", score: 1, reasons: [], cause: null, instruction: "" },
  field_of_view: null,
  state: "queued",
  attempts: 0,
  fault: null,
  reading: null,
  ...patch,
});

const list = (ids: string[], next: string | null, total = ids.length) => ({
  photographs: ids.map((id) => photograph(id)),
  next,
  total,
});

const ids = (state: State) => state.photographs.map((one) => one.id);

describe("the list", () => {
  it("shows a photograph once, whether its upload's answer or its event comes first", () => {
    const saved = {
      type: "event",
      event: { type: "photograph.saved", photograph: photograph("B") },
    } as const;
    let state = reduce(nothing, { type: "listed", list: list(["A"], null), older: false });
    state = reduce(state, saved);
    state = reduce(state, { type: "kept", photograph: photograph("B") });
    expect(ids(state)).toEqual(["B", "A"]);
    expect(state.total).toBe(2);
  });

  it("drops what is gone from the box when it is listed anew, and keeps older pages", () => {
    let state = reduce(nothing, { type: "listed", list: list(["F", "E"], "E", 4), older: false });
    state = reduce(state, { type: "listed", list: list(["B", "A"], null, 4), older: true });
    expect(ids(state)).toEqual(["F", "E", "B", "A"]);
    state = reduce(state, { type: "listed", list: list(["G", "E"], "E", 4), older: false });
    expect(ids(state)).toEqual(["G", "E", "B", "A"]);
    expect(state.next).toBeNull();
  });

  it("counts what is read before a photograph", () => {
    const state = reduce(nothing, { type: "listed", list: list(["C", "B", "A"], null), older: false });
    expect(ahead(state, photograph("C"))).toBe(2);
    expect(ahead(state, photograph("A"))).toBe(0);
  });
});

describe("events", () => {
  const start = reduce(nothing, { type: "listed", list: list(["A"], null), older: false });

  it("follow a reading through a retry to its end", () => {
    const fault = { code: "engine_failed", message: "m", remedy: "r" } as const;
    let state = reduce(start, { type: "event", event: { type: "reading.started", photograph_id: "A" } });
    expect(state.photographs[0]?.state).toBe("reading");
    const failed = { type: "reading.failed", photograph_id: "A", fault } as const;
    state = reduce(state, { type: "event", event: { ...failed, will_retry: true } });
    expect(state.photographs[0]?.state).toBe("queued");
    state = reduce(state, { type: "event", event: { ...failed, will_retry: false } });
    expect(state.photographs[0]).toMatchObject({ state: "failed", fault });
  });

  it("show a file that a watched folder could not give, once", () => {
    const refused = {
      type: "event",
      event: {
        type: "photograph.refused",
        file: "note.txt",
        origin: "watch",
        fault: { code: "unknown_format", message: "m", remedy: "r" },
      },
    } as const;
    const state = reduce(reduce(start, refused), refused);
    expect(state.sending.map((one) => [one.file, one.repeatable])).toEqual([["note.txt", false]]);
  });

  it("keep a photograph of the camera once, and show what came of the shutter last", () => {
    const capture = {
      photograph: photograph("B", { origin: "camera" }),
      is_new: true,
      trigger: "page",
      tries: { eye: "OD", photographs: 1, retakes: 0, verdict: "good" },
      next: "go_on",
      frames: 4,
      spoilt: 0,
      verdict_ms: 200,
      saved_ms: 300,
    } as const;
    const taken = { type: "event", event: { type: "camera.taken", capture } } as const;
    // The answer and the event say the same.
    let state = reduce(reduce(start, taken), taken);
    expect(ids(state)).toEqual(["B", "A"]);
    expect(state.shutter).toMatchObject({ stage: "taken", capture: { next: "go_on" } });
    const fault = { code: "disk_full", message: "m", remedy: "r" } as const;
    state = reduce(state, { type: "event", event: { type: "camera.refused", trigger: "button", fault } });
    expect(state.shutter).toEqual({ stage: "refused", fault });
    expect(state.total).toBe(2);
  });
});
