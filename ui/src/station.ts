// The page's link to the box: the state, kept fresh by events and by asking again after every gap.
import { useCallback, useEffect, useReducer, useRef } from "preact/hooks";
import {
  capture,
  FaultError,
  faultOf,
  fetchPhotographs,
  fetchStation,
  setCamera,
  upload,
} from "./api/client";
import { listen } from "./api/events";
import type { CameraSettings, Fault } from "./api/types";
import { guided } from "./guided";
import { stir } from "./loaded";
import { type Act, nothing, reduce, type State, unsent } from "./store";

/** Events can be lost where a middlebox holds them back, so the box is also asked now and then. */
const ASK_EVERY_MS = 30_000;
/** Files that one drop may bring; more are left out, and said to be, rather than filling the tablet's memory. */
const FILES_AT_ONCE = 200;

/** What may have changed a patient's page too. */
const STIRRING = new Set<string>([
  "photograph.saved",
  "reading.finished",
  "reading.failed",
  "camera.taken",
  "encounter.changed",
  "photograph.changed",
]);

export type Deeds = {
  /** Sends files one after the other; `landed` is told once each is safe on the box. Gives the first one's key. */
  send: (files: File[], landed: Landed) => string | null;
  again: (key: string) => void;
  forget: (key: string) => void;
  older: () => void;
  /** Puts away what was said about added files. */
  read: () => void;
  /** Releases the camera's shutter; resolves when the photograph is safe on the box, or none was taken. */
  shutter: (filed?: { encounter: string; laterality: string }) => Promise<void>;
  setCamera: (settings: Partial<CameraSettings>) => void;
};

/** The key a file had while it was sent, and the id of the photograph it became. */
type Landed = (key: string, id: string) => void;

type Waiting = { file: File; preview: string; landed: Landed };

const said = (error: unknown): Fault => (error instanceof FaultError ? error.fault : faultOf(0, null));

let keys = 0;

/** The state and what can be done to it. Used once, at the top. Nothing is asked of the box while it is not `active`. */
export function useStation(active: boolean): [State, Deeds] {
  const [state, act] = useReducer<State, Act>(reduce, nothing);
  const files = useRef(new Map<string, Waiting>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const next = useRef<string | null>(null);
  const key = useRef<string | null>(null);
  next.current = state.next;

  const refresh = useCallback(async () => {
    const [station, list] = await Promise.allSettled([fetchStation(), fetchPhotographs()]);
    if (station.status === "fulfilled") act({ type: "station", station: station.value });
    if (list.status === "fulfilled") act({ type: "listed", list: list.value, before: null });
    const failed = [station, list].find((one) => one.status === "rejected");
    act({ type: "asked", fault: failed ? said(failed.reason) : null });
  }, []);

  useEffect(() => {
    if (!active) return;
    let version: string | null = null;
    const stop = listen(
      (event) => {
        if (event.type === "hello") {
          // After an update of the box the old page may not fit the new answers.
          if (version !== null && version !== event.version && files.current.size === 0) location.reload();
          version = event.version;
        }
        if (event.type === "camera.guidance") guided(event.guidance);
        else if (event.type === "hello" || event.type === "resync") {
          void refresh();
          stir();
        } else {
          act({ type: "event", event });
          if (STIRRING.has(event.type)) stir();
        }
        if (event.type.startsWith("models."))
          void fetchStation().then(
            (station) => act({ type: "station", station }),
            (error) => act({ type: "asked", fault: said(error) }),
          );
      },
      (up) => act({ type: "link", link: up ? "up" : "lost" }),
    );
    void refresh();
    const asking = setInterval(() => {
      if (document.visibilityState === "visible") void refresh();
    }, ASK_EVERY_MS);
    return () => {
      stop();
      clearInterval(asking);
    };
  }, [refresh, active]);

  const atStake = unsent(state);
  useEffect(() => {
    if (!atStake) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [atStake]);

  const sendOne = useCallback(async (key: string) => {
    const waiting = files.current.get(key);
    if (!waiting) return;
    try {
      const answer = await upload(waiting.file, (share) => act({ type: "sent", key, share }));
      const one = answer.photographs[0];
      if (one?.photograph) {
        act({ type: "kept", photograph: one.photograph });
        act({ type: "forget", key });
        if (one.outcome === "already_here")
          act({ type: "note", note: { kind: "same", file: waiting.file.name, photograph: one.photograph } });
        if (waiting.preview) URL.revokeObjectURL(waiting.preview);
        files.current.delete(key);
        waiting.landed(key, one.photograph.id);
      } else {
        act({ type: "refused", key, fault: one?.fault ?? faultOf(200, null) });
      }
    } catch (error) {
      act({ type: "refused", key, fault: said(error) });
    }
  }, []);

  const queue = useCallback(
    (key: string) => {
      line.current = line.current.then(() => sendOne(key));
    },
    [sendOne],
  );

  const announce = (key: string, { file, preview }: Waiting) =>
    act({
      type: "sending",
      sending: { key, file: file.name, preview, sent: 0, fault: null, repeatable: true },
    });

  const deeds: Deeds = {
    send: (chosen, landed) => {
      const fresh = chosen.slice(0, FILES_AT_ONCE).map((file) => {
        const shown = /^image\/(jpeg|png|webp|bmp)$/.test(file.type);
        const preview = shown ? URL.createObjectURL(file) : "";
        return { key: `sending ${++keys}`, waiting: { file, preview, landed } };
      });
      const left = chosen.length - fresh.length;
      if (left > 0) act({ type: "note", note: { kind: "left_out", files: left, most: FILES_AT_ONCE } });
      // The list shows the latest act on top, and the files are sent from the first to the last.
      for (const { key, waiting } of [...fresh].reverse()) announce(key, waiting);
      for (const { key, waiting } of fresh) {
        files.current.set(key, waiting);
        queue(key);
      }
      return fresh[0]?.key ?? null;
    },
    again: (key) => {
      const waiting = files.current.get(key);
      if (!waiting) return;
      announce(key, waiting);
      queue(key);
    },
    forget: (key) => {
      const preview = files.current.get(key)?.preview;
      if (preview) URL.revokeObjectURL(preview);
      files.current.delete(key);
      act({ type: "forget", key });
    },
    older: () => {
      const from = next.current;
      if (!from) return;
      fetchPhotographs(from).then(
        (list) => act({ type: "listed", list, before: from }),
        (error) => act({ type: "older failed", fault: said(error) }),
      );
    },
    read: () => act({ type: "notes read" }),
    shutter: async (filed) => {
      act({ type: "shutter", shutter: null });
      try {
        // Where no answer came, the photograph may have been taken: the same key asks for that one.
        key.current ??= crypto.randomUUID();
        const taken = await capture(key.current, filed);
        key.current = null;
        act({ type: "event", event: { type: "camera.taken", capture: taken } });
      } catch (error) {
        const fault = said(error);
        if (fault.code !== "unreachable") key.current = null;
        act({ type: "shutter", shutter: { stage: "refused", fault } });
      }
    },
    setCamera: (settings) => {
      setCamera(settings).then(
        (camera) => act({ type: "camera", camera }),
        (error) => act({ type: "shutter", shutter: { stage: "refused", fault: said(error) } }),
      );
    },
  };
  return [state, deeds];
}
