// What the box tells of one thing: asked for when it is shown, and again whenever it may have changed.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { FaultError, faultOf, request } from "./api/client";
import type { Fault } from "./api/types";

/** The last answers, so that going back shows at once what was there. Emptied when somebody else signs in. */
const KEPT = 40;
const kept = new Map<string, unknown>();
const watching = new Set<() => void>();

/** Something on the box may have changed: what is on the screen is asked for anew. */
export const stir = () => {
  for (const again of [...watching]) again();
};

/** Calls `again` whenever something may have changed, until the returned function is called. */
export function watch(again: () => void): () => void {
  const one = () => void again();
  watching.add(one);
  return () => {
    watching.delete(one);
  };
}

/** Forgets every answer. */
export const forgetAll = () => kept.clear();

export function keepAnswer(path: string, answer: unknown) {
  kept.delete(path);
  kept.set(path, answer);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

export const saidFault = (error: unknown): Fault =>
  error instanceof FaultError ? error.fault : faultOf(0, null);

export type Loaded<T> = { data: T | null; fault: Fault | null; again: () => void; put: (data: T) => void };

/** The answer at `path`; null while there is none. An old answer stays on the screen while a new one is on its way. */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [, arrived] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  const asked = useRef<string | null>(null);
  const ask = useCallback(() => {
    if (path === null) return;
    request<T>(path).then(
      (answer) => {
        keepAnswer(path, answer);
        if (asked.current !== path) return;
        setFault(null);
        arrived((n) => n + 1);
      },
      (error) => asked.current === path && setFault(saidFault(error)),
    );
  }, [path]);
  useEffect(() => {
    asked.current = path;
    setFault(null);
    ask();
    watching.add(ask);
    return () => {
      watching.delete(ask);
      asked.current = null;
    };
  }, [path, ask]);
  const put = (data: T) => {
    if (path === null) return;
    keepAnswer(path, data);
    arrived((n) => n + 1);
  };
  return { data: path === null ? null : ((kept.get(path) as T) ?? null), fault, again: ask, put };
}
