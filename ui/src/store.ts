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
  /** Whether the first list has come. */
  loaded: boolean;
  sending: Sending[];
  station: Station | null;
  link: Link;
  shutter: Shutter | null;
};

export const nothing: State = {
  photographs: [],
  next: null,
  total: 0,
  loaded: false,
  sending: [],
  station: null,
  link: "connecting",
  shutter: null,
};

export type Act =
  | { type: "listed"; list: PhotographList; older: boolean }
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

/** Most photographs held in the page; older ones are fetched again when asked for. */
const HELD = 600;

const newestFirst = (a: Photograph, b: Photograph) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

function merged(old: Photograph[], fresh: Photograph[]): Photograph[] {
  const byId = new Map([...old, ...fresh].map((photograph) => [photograph.id, photograph]));
  return [...byId.values()].sort(newestFirst).slice(0, HELD);
}

function keep(state: State, photograph: Photograph): State {
  const known = state.photographs.some((other) => other.id === photograph.id);
  return {
    ...state,
    photographs: merged(state.photographs, [photograph]),
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
      return keep(state, event.photograph);
    case "photograph.refused":
      return {
        ...state,
        sending: [
          {
            key: `refused ${event.file}`,
            file: event.file,
            preview: "",
            sent: 1,
            fault: event.fault,
            repeatable: false,
          },
          ...state.sending.filter((other) => other.key !== `refused ${event.file}`),
        ].slice(0, 50),
      };
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
    case "hello":
    case "resync":
      return state;
  }
}

/** The state after an act. */
export function reduce(state: State, act: Act): State {
  switch (act.type) {
    case "listed": {
      // The newest page replaces all that it covers, so that what is gone from the box goes from the page.
      const oldest = act.list.photographs.at(-1)?.id ?? "";
      const rest = act.list.next === null ? [] : state.photographs.filter((old) => old.id < oldest);
      const base = act.older ? state.photographs : rest;
      return {
        ...state,
        photographs: merged(base, act.list.photographs),
        next: !act.older && rest.length > 0 ? state.next : (act.list.next ?? null),
        total: act.list.total,
        loaded: true,
      };
    }
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

/** How many photographs are read before this one. */
export function ahead(state: State, photograph: Photograph): number {
  return state.photographs.filter(
    (other) => (other.state === "queued" || other.state === "reading") && other.id < photograph.id,
  ).length;
}
