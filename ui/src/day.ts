// One visit as the page holds it: what the box has, and over it what was entered here and is not there yet.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { FaultError, patch, post, put } from "./api/client";
import {
  type EyeHistory,
  type History,
  type Purpose,
  SIDES,
  type Side,
  type Visit,
  visitPath,
} from "./api/day";
import type { Fault } from "./api/types";
import { draft, keepDraft, useDraft } from "./drafts";
import { type Loaded, saidFault, useLoaded } from "./loaded";

/** What was entered and the box does not have. */
export type Edits = {
  history: Partial<Omit<History, "eyes">>;
  eyes: Partial<Record<Side, Partial<EyeHistory>>>;
  consent: Partial<Record<Purpose, boolean>>;
  /** The version that was seen when it was entered. */
  version: number | null;
};
export const noEdits: Edits = { history: {}, eyes: {}, consent: {}, version: null };

export const isEmpty = (edits: Edits) =>
  Object.keys(edits.history).length + Object.keys(edits.eyes).length + Object.keys(edits.consent).length ===
  0;

/** What the box has with what was entered over it. */
export function historyWith(visit: Visit, edits: Edits): History {
  const { symptoms, diabetes, diabetes_years, eyes } = visit.encounter;
  return {
    symptoms,
    diabetes,
    diabetes_years,
    ...edits.history,
    eyes: {
      OD: { ...eyes.OD, ...edits.eyes.OD },
      OS: { ...eyes.OS, ...edits.eyes.OS },
    },
  };
}

/** `now` without what was sent, where it was not entered anew meanwhile. */
export function without(now: Edits, sent: Edits): Edits {
  const left = <T extends object>(now: T, sent: T): T =>
    Object.fromEntries(
      Object.entries(now).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(sent[key as keyof T]),
      ),
    ) as T;
  const eyes: Edits["eyes"] = {};
  for (const side of SIDES) {
    const rest = left(now.eyes[side] ?? {}, sent.eyes[side] ?? {});
    if (Object.keys(rest).length > 0) eyes[side] = rest;
  }
  return {
    history: left(now.history, sent.history),
    eyes,
    consent: left(now.consent, sent.consent),
    version: now.version,
  };
}

/** Sends what was entered, part after part; each answer carries the version that the next change names. */
async function sendEdits(known: Visit, edits: Edits): Promise<Visit> {
  const path = visitPath(known.encounter.id);
  let visit = known;
  for (const [purpose, given] of Object.entries(edits.consent))
    visit = await post<Visit>(`${path}/consent`, { purpose, given });
  // What was entered over an older version than the box has is a conflict, unless a person has chosen.
  let version = edits.version ?? visit.encounter.version;
  if (Object.keys(edits.history).length > 0) {
    visit = await patch<Visit>(path, { ...edits.history, version });
    version = visit.encounter.version;
  }
  for (const side of SIDES) {
    const eye = edits.eyes[side];
    if (!eye) continue;
    visit = await put<Visit>(`${path}/eyes/${side}`, { ...visit.encounter.eyes[side], ...eye, version });
    version = visit.encounter.version;
  }
  return visit;
}

/** Typing rests so long before it is sent. */
const REST_MS = 500;
const AGAIN_MS = 4_000;

export type VisitDeeds = {
  visit: Loaded<Visit>;
  edits: Edits;
  /** Notes what was entered: kept in the tablet at once, and sent. */
  enter: (change: Partial<Pick<Edits, "history" | "eyes" | "consent">>) => void;
  /** Why it is not on the box yet; null while it is sent or there. */
  unsent: Fault | null;
  /** Another tablet changed the same visit: keep what was entered here, or take theirs. */
  conflict: boolean;
  settle: (mine: boolean) => void;
};

export function useVisit(id: string): VisitDeeds {
  const visit = useLoaded<Visit>(visitPath(id));
  const name = `visit.${id}`;
  const edits = useDraft<Edits>(name) ?? noEdits;
  const [unsent, setUnsent] = useState<Fault | null>(null);
  const [conflict, setConflict] = useState(false);
  const sending = useRef(false);
  const latest = useRef(visit);
  latest.current = visit;

  const flush = useCallback(async () => {
    const known = latest.current.data;
    const sent = draft<Edits>(name);
    if (sending.current || !known || !sent || isEmpty(sent)) return;
    sending.current = true;
    try {
      const answer = await sendEdits(known, sent);
      latest.current.put(answer);
      const rest = without(draft<Edits>(name) ?? noEdits, sent);
      keepDraft(name, isEmpty(rest) ? null : { ...rest, version: answer.encounter.version });
      setUnsent(null);
      setConflict(false);
    } catch (error) {
      setUnsent(saidFault(error));
      const current = error instanceof FaultError && (error.body as { current?: Visit } | null)?.current;
      if (current) {
        latest.current.put(current);
        setConflict(true);
      }
    }
    sending.current = false;
  }, [name]);

  const waiting = JSON.stringify(edits);
  const ready = visit.data !== null;
  useEffect(() => {
    if (!ready || conflict || isEmpty(JSON.parse(waiting) as Edits)) return;
    const soon = setTimeout(() => void flush(), REST_MS);
    const again = setInterval(() => void flush(), AGAIN_MS);
    window.addEventListener("online", flush);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
      window.removeEventListener("online", flush);
    };
  }, [waiting, ready, conflict, flush]);

  const enter: VisitDeeds["enter"] = (change) => {
    const now = draft<Edits>(name) ?? noEdits;
    const eyes = { ...now.eyes };
    for (const side of SIDES) if (change.eyes?.[side]) eyes[side] = { ...eyes[side], ...change.eyes[side] };
    keepDraft(name, {
      history: { ...now.history, ...change.history },
      eyes,
      consent: { ...now.consent, ...change.consent },
      version: isEmpty(now) ? (visit.data?.encounter.version ?? null) : now.version,
    });
  };
  const settle = (mine: boolean) => {
    setConflict(false);
    setUnsent(null);
    const now = draft<Edits>(name);
    keepDraft(name, mine && now ? { ...now, version: null } : null);
  };
  return { visit, edits, enter, unsent, conflict, settle };
}
