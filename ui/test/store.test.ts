// The page's state through a day's events: nothing doubled, nothing stale, newest first.
import { describe, expect, it } from "vitest";
import type { Photograph, Station } from "../src/api/types";
import { ahead, newer, nothing, reduce, type Sending, type State, unsent } from "../src/store";
import { wellbeing } from "../src/views/header";

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
  encounter_id: null,
  laterality: "unknown",
  laterality_by: "none",
  picture_laterality: null,
  sides_disagree: false,
  quality: { verdict: "good", score: 1, reasons: [], cause: null, instruction: "" },
  field_of_view: null,
  state: "queued",
  attempts: 0,
  fault: null,
  reading: null,
  ...patch,
});

const list = (ids: string[], next: string | null, total = ids.length, unreadable: string[] = []) => ({
  photographs: ids.map((id) => photograph(id)),
  unreadable,
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
    let state = reduce(nothing, { type: "listed", list: list(["A"], null), before: null });
    state = reduce(state, saved);
    state = reduce(state, { type: "kept", photograph: photograph("B") });
    expect(ids(state)).toEqual(["B", "A"]);
    expect(state.total).toBe(2);
  });

  it("drops what is gone from the box when it is listed anew, and keeps older pages", () => {
    let state = reduce(nothing, { type: "listed", list: list(["F", "E"], "E", 4), before: null });
    state = reduce(state, { type: "listed", list: list(["B", "A"], null, 4), before: "E" });
    expect(ids(state)).toEqual(["F", "E", "B", "A"]);
    state = reduce(state, { type: "listed", list: list(["G", "E"], "E", 4), before: null });
    expect(ids(state)).toEqual(["G", "E", "B", "A"]);
    expect(state.next).toBeNull();
  });

  it("says what cannot be read for as long as the box does", () => {
    let state = reduce(nothing, { type: "listed", list: list(["F", "E"], "E", 6, ["G"]), before: null });
    state = reduce(state, { type: "listed", list: list(["B", "A"], null, 6, ["C"]), before: "E" });
    expect(state.unreadable).toEqual(["G", "C"]);
    // The newest page is whole again; of the older ones nothing new was heard.
    state = reduce(state, { type: "listed", list: list(["G", "E"], "E", 6), before: null });
    expect(state.unreadable).toEqual(["C"]);
    expect(ids(state)).toEqual(["G", "E", "B", "A"]);
  });

  const names = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, n) => `P${String(from - n).padStart(4, "0")}`);
  const first = (ids: string[], next: string | null, total: number) =>
    ({ type: "listed", list: list(ids, next, total), before: null }) as const;

  it("loses none of those that came while it slept, even where one of them was heard of", () => {
    let state = reduce(nothing, first(names(10, 1), null, 10));
    const heard = { type: "photograph.saved", photograph: photograph("P0110") } as const;
    state = reduce(state, { type: "event", event: heard });
    state = reduce(state, first(names(110, 51), "P0051", 110));
    expect(ids(state)).toEqual(names(110, 51));
    expect(state.next).toBe("P0051");
    state = reduce(state, { type: "listed", list: list(names(50, 1), null, 110), before: "P0051" });
    expect(ids(state)).toEqual(names(110, 1));
    expect(state.next).toBeNull();
  });

  it("keeps the older ones where the new page joins them without a gap", () => {
    let state = reduce(nothing, first(names(10, 1), null, 10));
    state = reduce(state, first(names(69, 10), "P0010", 69));
    expect(ids(state)).toEqual(names(69, 1));
    expect(state.next).toBeNull();
  });

  it("lets an older page that no longer joins the list go", () => {
    let state = reduce(nothing, first(names(10, 5), "P0005", 10));
    state = reduce(state, first(names(200, 141), "P0141", 200));
    const late = { type: "listed", list: list(names(4, 1), null, 10), before: "P0005" } as const;
    expect(reduce(state, late)).toBe(state);
  });

  it("goes back as far as a person asks, and cuts nothing off that could not be asked for again", () => {
    let state = reduce(nothing, first(names(900, 301), "P0301", 900));
    state = reduce(state, { type: "listed", list: list(names(300, 241), "P0241", 900), before: "P0301" });
    expect(state.photographs.length).toBe(660);
    state = reduce(state, { type: "kept", photograph: photograph("P0901") });
    expect(state.photographs.length).toBe(660);
    expect(state.next).toBe(ids(state).at(-1));
  });

  it("counts what is read before a photograph: uploads first, examples last, and what is being read", () => {
    const line: [string, Partial<Photograph>][] = [
      ["A", { origin: "demo" }],
      ["B", { origin: "watch" }],
      ["C", {}],
      ["D", { origin: "camera" }],
      ["E", { origin: "demo", state: "reading" }],
      ["F", { state: "done" }],
    ];
    const state = { ...nothing, photographs: line.map(([id, patch]) => photograph(id, patch)).reverse() };
    const before = (id: string) => ahead(state, state.photographs.find((one) => one.id === id) as Photograph);
    expect(["A", "B", "C", "D"].map(before)).toEqual([4, 3, 1, 2]);
    expect(newer(state, "D")).toBe(2);
  });

  it("counts what is read before a photograph, the earlier first", () => {
    const state = reduce(nothing, { type: "listed", list: list(["C", "B", "A"], null), before: null });
    expect(ahead(state, photograph("C"))).toBe(2);
    expect(ahead(state, photograph("A"))).toBe(0);
  });
});

describe("events", () => {
  const start = reduce(nothing, { type: "listed", list: list(["A"], null), before: null });

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

describe("files on their way", () => {
  const sending = (key: string, fault: Sending["fault"] = null): Sending => ({
    key,
    file: key,
    preview: "",
    sent: 0,
    fault,
    repeatable: true,
  });

  it("are never cut by what a watched folder turns away", () => {
    let state = nothing;
    for (let n = 0; n < 60; n += 1) state = reduce(state, { type: "sending", sending: sending(`s${n}`) });
    const fault = { code: "unknown_format", message: "m", remedy: "r" } as const;
    for (let n = 0; n < 60; n += 1)
      state = reduce(state, {
        type: "event",
        event: { type: "photograph.refused", file: `w${n}`, origin: "watch", fault },
      });
    expect(state.sending.filter((one) => one.repeatable).length).toBe(60);
    expect(state.sending.filter((one) => !one.repeatable).map((one) => one.file)).toEqual(
      Array.from({ length: 50 }, (_, n) => `w${59 - n}`),
    );
    expect(unsent(state)).toBe(true);
  });

  it("are at stake until they are safe or turned away for good", () => {
    const at = (fault: Sending["fault"]) => unsent({ ...nothing, sending: [sending("s", fault)] });
    expect(at(null)).toBe(true);
    expect(at({ code: "unreachable", message: "m", remedy: "r" })).toBe(true);
    expect(at({ code: "unknown_format", message: "m", remedy: "r" })).toBe(false);
    expect(unsent(nothing)).toBe(false);
  });
});

describe("what the page says of itself", () => {
  const fault = { code: "internal", message: "m", remedy: "r" } as const;
  const station = (full: boolean) =>
    ({
      disk: { full, low: full, free_bytes: 0, total_bytes: 1 },
      models: { state: "ready", models: null },
    }) as unknown as Station;

  it("is not that the box is well, where it did not answer or has no room", () => {
    const asked = reduce(nothing, { type: "asked", fault });
    expect(asked.stale).toEqual(fault);
    expect(wellbeing(station(false), "up", asked.stale !== null).tone).toBe("wait");
    expect(wellbeing(station(true), "up", false).tone).toBe("bad");
    expect(wellbeing(station(false), "up", false).tone).toBe("good");
    expect(reduce(asked, { type: "asked", fault: null }).stale).toBeNull();
  });

  it("is not that the connection is lost, where older photographs did not come", () => {
    let state = reduce(nothing, { type: "listed", list: list(["F", "E"], "E", 4), before: null });
    state = reduce({ ...state, link: "up" }, { type: "older failed", fault });
    expect([state.link, state.olderFault]).toEqual(["up", fault]);
    state = reduce(state, { type: "listed", list: list(["B", "A"], null, 4), before: "E" });
    expect(state.olderFault).toBeNull();
  });
});
