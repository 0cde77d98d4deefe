// What the page knows: one state, changed only here, by acts that are plain values.
import type {
  CameraStatus,
  Captured,
  Event,
  Fault,
  Judged,
  Photograph,
  PhotographList,
  Station,
} from "./api/types";

/** A file on its way to the box, or turned away. */
export type Sending = {
  key: string;
  file: string;
  /** An object URL of the picture; empty where the browser cannot show it. */
  preview: string;
  /** Share sent, 0–1. */
  sent: number;
  fault: Fault | null;
  /** Whether the same file can be sent again from here. */
  repeatable: boolean;
};

/** Faults that another try may get past; a file that is no photograph stays none. */
const MAY_PASS = new Set<Fault["code"]>([
  "unreachable",
  "unexpected",
  "busy",
  "internal",
  "disk_full",
  "record_failed",
]);
export const mayPass = (fault: Fault) => MAY_PASS.has(fault.code);

/** What a person should know of the files they added, and has not put away yet. */
export type Note =
  | { kind: "same"; file: string; photograph: Photograph }
  | { kind: "left_out"; files: number; most: number };

export type Link = "connecting" | "up" | "lost";

/** What came of the last release of the shutter. */
export type Shutter =
  | { stage: "judged"; judged: Judged }
  | { stage: "taken"; capture: Captured }
  | { stage: "refused"; fault: Fault };

export type State = {
  /** Newest first. */
  photographs: Photograph[];
  /** For the next page of older ones; null on the last page. */
  next: string | null;
  total: number;
  /** Ids of photographs that are there and cannot be read, as far as the list was asked for. */
  unreadable: string[];
  /** Id of the newest photograph of the last first page: from there on down nothing is left out but by `next`. */
  reached: string;
  /** Whether the first list has come. */
  loaded: boolean;
  /** Why the box did not tell its state or its list when last asked; null where it did. */
  stale: Fault | null;
  /** Why the last page of older ones did not come. */
  olderFault: Fault | null;
  /** Newest first. */
  notes: Note[];
  sending: Sending[];
  station: Station | null;
  link: Link;
  shutter: Shutter | null;
};

export const nothing: State = {
  photographs: [],
  next: null,
  total: 0,
  unreadable: [],
  reached: "",
  loaded: false,
  stale: null,
  olderFault: null,
  notes: [],
  sending: [],
  station: null,
  link: "connecting",
  shutter: null,
};

export type Act =
  /** The newest page, or the one before the photograph named. */
  | { type: "listed"; list: PhotographList; before: string | null }
  | { type: "asked"; fault: Fault | null }
  | { type: "older failed"; fault: Fault }
  | { type: "note"; note: Note }
  | { type: "notes read" }
  | { type: "kept"; photograph: Photograph }
  | { type: "station"; station: Station }
  | { type: "link"; link: Link }
  | { type: "sending"; sending: Sending }
  | { type: "sent"; key: string; share: number }
  | { type: "refused"; key: string; fault: Fault }
  | { type: "forget"; key: string }
  | { type: "camera"; camera: CameraStatus }
  | { type: "shutter"; shutter: Shutter | null }
  | { type: "event"; event: Event };

/** Most photographs held in the page, unless a person asks for more; older ones are fetched again when asked for. */
const HELD = 600;
/** Most files of a watched folder that are shown as turned away. */
const REFUSED = 50;
/** Most notes: as many as one drop may bring, and what it left out. */
const NOTES = 201;

const newestFirst = (a: Photograph, b: Photograph) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

function merged(old: Photograph[], fresh: Photograph[]): Photograph[] {
  const byId = new Map([...old, ...fresh].map((photograph) => [photograph.id, photograph]));
  return [...byId.values()].sort(newestFirst);
}

/** At most `HELD`, or as many as a person has asked for; what is cut off is on the next page of older ones. */
function bounded(state: State, photographs: Photograph[], next: string | null) {
  const most = Math.max(HELD, state.photographs.length);
  if (photographs.length <= most) return { photographs, next };
  const held = photographs.slice(0, most);
  return { photographs: held, next: held.at(-1)?.id ?? next };
}

function keep(state: State, photograph: Photograph): State {
  const known = state.photographs.some((other) => other.id === photograph.id);
  return {
    ...state,
    ...bounded(state, merged(state.photographs, [photograph]), state.next),
    total: state.total + (known ? 0 : 1),
  };
}

function change(state: State, id: string, patch: Partial<Photograph>): State {
  return {
    ...state,
    photographs: state.photographs.map((old) => (old.id === id ? { ...old, ...patch } : old)),
  };
}

function models(state: State, patch: Partial<Station["models"]>): State {
  if (!state.station) return state;
  return { ...state, station: { ...state.station, models: { ...state.station.models, ...patch } } };
}

function watched(state: State, camera: CameraStatus): State {
  return state.station ? { ...state, station: { ...state.station, camera } } : state;
}

function happened(state: State, event: Event): State {
  switch (event.type) {
    case "photograph.saved":
    case "reading.finished":
    case "photograph.changed":
      return keep(state, event.photograph);
    case "photograph.refused": {
      const key = `refused ${event.file}`;
      const refused = { key, file: event.file, preview: "", sent: 1, fault: event.fault, repeatable: false };
      // Files that wait here are never cut: they are nowhere else.
      let room = REFUSED;
      return {
        ...state,
        sending: [refused, ...state.sending.filter((other) => other.key !== key)].filter(
          (one) => one.repeatable || room-- > 0,
        ),
      };
    }
    case "reading.started":
      return change(state, event.photograph_id, { state: "reading" });
    case "reading.failed":
      return change(state, event.photograph_id, {
        state: event.will_retry ? "queued" : "failed",
        fault: event.fault,
      });
    case "models.loading":
      return models(state, { state: "loading", fault: null });
    case "models.ready":
      return models(state, { state: "ready", models: event.models, load_ms: event.load_ms, fault: null });
    case "models.failed":
      return models(state, { state: "failed", fault: event.fault });
    case "models.away":
      return models(state, { state: "away", fault: null });
    case "camera.state":
      return watched(state, event.camera);
    case "camera.judged":
      return { ...state, shutter: { stage: "judged", judged: event.judged } };
    case "camera.taken":
      return {
        ...keep(state, event.capture.photograph),
        shutter: { stage: "taken", capture: event.capture },
      };
    case "camera.refused":
      return { ...state, shutter: { stage: "refused", fault: event.fault } };
    // Told to the camera's own view, several times a second.
    case "camera.guidance":
    // Fetched anew by the page that shows it.
    case "encounter.changed":
    case "hello":
    case "resync":
      return state;
  }
}

/** The state after an act. */
export function reduce(state: State, act: Act): State {
  switch (act.type) {
    case "listed": {
      const { photographs, unreadable, next, total } = act.list;
      if (act.before !== null) {
        // Asked for before the list was taken anew: it may no longer join what is held.
        if (act.before !== state.next) return state;
        return {
          ...state,
          photographs: merged(state.photographs, photographs),
          next,
          total,
          unreadable: [...new Set([...state.unreadable, ...unreadable])],
          olderFault: null,
        };
      }
      // The newest page replaces all that it covers, so that what is gone from the box goes from the page. Where it
      // does not reach what was known before, nobody knows what is between: the older ones are asked for anew.
      const oldest = photographs.at(-1)?.id ?? "";
      const reaches = next !== null && oldest <= state.reached;
      const rest = reaches ? state.photographs.filter((old) => old.id < oldest) : [];
      return {
        ...state,
        ...bounded(state, merged(rest, photographs), rest.length > 0 ? state.next : next),
        total,
        unreadable: [...unreadable, ...state.unreadable.filter((id) => rest.length > 0 && id < oldest)],
        reached: photographs[0]?.id ?? "",
        loaded: true,
      };
    }
    case "asked":
      return { ...state, stale: act.fault };
    case "older failed":
      return { ...state, olderFault: act.fault };
    case "note":
      return { ...state, notes: [act.note, ...state.notes].slice(0, NOTES) };
    case "notes read":
      return { ...state, notes: [] };
    case "kept":
      return keep(state, act.photograph);
    case "station":
      return { ...state, station: act.station };
    case "link":
      return { ...state, link: act.link };
    case "sending":
      return {
        ...state,
        sending: [act.sending, ...state.sending.filter((other) => other.key !== act.sending.key)],
      };
    case "sent":
      return {
        ...state,
        sending: state.sending.map((one) => (one.key === act.key ? { ...one, sent: act.share } : one)),
      };
    case "refused":
      return {
        ...state,
        sending: state.sending.map((one) => (one.key === act.key ? { ...one, fault: act.fault } : one)),
      };
    case "forget":
      return { ...state, sending: state.sending.filter((one) => one.key !== act.key) };
    case "camera":
      return watched(state, act.camera);
    case "shutter":
      return { ...state, shutter: act.shutter };
    case "event":
      return happened(state, act.event);
  }
}

/** As the box reads them: the greater first, the earlier among equals. */
const PRIORITY: Record<Photograph["origin"], number> = { upload: 20, camera: 20, watch: 10, demo: 0 };

/** How many photographs are read before this one. */
export function ahead(state: State, photograph: Photograph): number {
  return state.photographs.filter((other) => {
    if (other.id === photograph.id) return false;
    if (other.state === "reading") return true;
    const sooner = PRIORITY[other.origin] - PRIORITY[photograph.origin];
    return other.state === "queued" && (sooner > 0 || (sooner === 0 && other.id < photograph.id));
  }).length;
}

/** Whether files would be lost with the page: on their way, or held back by what another try may get past. */
export const unsent = (state: State) =>
  state.sending.some((one) => one.repeatable && (one.fault === null || mayPass(one.fault)));

/** How many photographs of the list came after this one. */
export const newer = (state: State, id: string) => state.photographs.filter((one) => one.id > id).length;
