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
  /** The version that was seen when it was entered, and its answers. */
  version: number | null;
  seen: History | null;
};
export const noEdits: Edits = { history: {}, eyes: {}, consent: {}, version: null, seen: null };

export const isEmpty = (edits: Edits) =>
  Object.keys(edits.history).length + Object.keys(edits.eyes).length + Object.keys(edits.consent).length ===
  0;

/** The answers that the box has. */
export function historyOf({ encounter }: Visit): History {
  const { symptoms, diabetes, diabetes_years, eyes } = encounter;
  return { symptoms, diabetes, diabetes_years, eyes };
}

/** What the box has with what was entered over it. */
export function historyWith(visit: Visit, edits: Edits): History {
  const { eyes, ...told } = historyOf(visit);
  return {
    ...told,
    ...edits.history,
    eyes: {
      OD: { ...eyes.OD, ...edits.eyes.OD },
      OS: { ...eyes.OS, ...edits.eyes.OS },
    },
  };
}

/** The entries of `now` that are not the same in `then`. */
const left = <T extends object>(now: T, then: { [K in keyof T]?: unknown }): T =>
  Object.fromEntries(
    Object.entries(now).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(then[key as keyof T]),
    ),
  ) as T;

/** `now` without what was sent, where it was not entered anew meanwhile. */
export function without(
  now: Edits,
  sent: Pick<Edits, "history" | "eyes"> & { consent: Partial<Record<Purpose, boolean | null>> },
): Edits {
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
    seen: now.seen,
  };
}

/**
 * What is left to send to a box that has another version than was seen. What it has already is not left: an answer that
 * was lost on the way is no conflict. `disputed` are the fields that somebody else changed too.
 */
export function rebased(edits: Edits, visit: Visit): { rest: Edits; disputed: Edits } {
  const box = historyOf(visit);
  const rest = without(edits, { history: box, eyes: box.eyes, consent: visit.consent });
  const { seen } = edits;
  const changed = <T extends object>(mine: Partial<T>, box: T, seen: T | undefined) =>
    Object.fromEntries(
      Object.entries(mine).filter(
        ([key]) => JSON.stringify(box[key as keyof T]) !== JSON.stringify(seen?.[key as keyof T]),
      ),
    ) as Partial<T>;
  const eyes: Edits["eyes"] = {};
  for (const side of SIDES) {
    const both = changed(rest.eyes[side] ?? {}, box.eyes[side], seen?.eyes[side]);
    if (Object.keys(both).length > 0) eyes[side] = both;
  }
  const history = changed<Omit<History, "eyes">>(rest.history, box, seen ?? undefined);
  return { rest, disputed: { ...noEdits, history, eyes } };
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

/** Those edits, as entered over what the box has now. */
const over = (edits: Edits, visit: Visit): Edits => ({
  ...edits,
  version: visit.encounter.version,
  seen: historyOf(visit),
});

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
  /** What another tablet changed too: keep what was entered here, or take theirs. Null where nothing is. */
  conflict: Edits | null;
  settle: (mine: boolean) => void;
};

export function useVisit(id: string): VisitDeeds {
  const visit = useLoaded<Visit>(visitPath(id));
  const name = `visit.${id}`;
  const edits = useDraft<Edits>(name) ?? noEdits;
  const [unsent, setUnsent] = useState<Fault | null>(null);
  const [conflict, setConflict] = useState<Edits | null>(null);
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
      keepDraft(name, isEmpty(rest) ? null : over(rest, answer));
      setUnsent(null);
      setConflict(null);
    } catch (error) {
      const current = error instanceof FaultError && (error.body as { current?: Visit } | null)?.current;
      setUnsent(current ? null : saidFault(error));
      if (current) {
        latest.current.put(current);
        const { rest, disputed } = rebased(draft<Edits>(name) ?? noEdits, current);
        const isDisputed = !isEmpty(disputed);
        setConflict(isDisputed ? disputed : null);
        keepDraft(name, isEmpty(rest) ? null : isDisputed ? rest : over(rest, current));
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
      seen: isEmpty(now) ? visit.data && historyOf(visit.data) : now.seen,
    });
  };
  const settle = (mine: boolean) => {
    setConflict(null);
    setUnsent(null);
    const now = draft<Edits>(name) ?? noEdits;
    const kept = mine || !conflict ? now : without(now, conflict);
    keepDraft(name, isEmpty(kept) || !visit.data ? null : over(kept, visit.data));
  };
  return { visit, edits, enter, unsent, conflict, settle };
}
