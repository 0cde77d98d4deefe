// Who works at this page: asked of the box, locked after idle minutes, and told to the rest of the page.
import { createContext } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { onTurnedAway, setToken } from "./api/client";
import { fetchSession, lock, practise, type Session, signOut } from "./api/session";
import type { Fault } from "./api/types";
import { ownDrafts } from "./drafts";
import { forgetAll, saidFault, stir } from "./loaded";

/** Asked again so often while the box does not answer. */
const AGAIN_MS = 3_000;
/** Idle time is looked at so often. */
const LOOK_MS = 5_000;

export type SessionDeeds = {
  session: Session | null;
  fault: Fault | null;
  /** Takes what an act answered, or asks the box. */
  take: (session?: Session) => void;
};

/** The session of this tablet. Used once, at the top. */
export function useSession(): SessionDeeds {
  const [session, setSession] = useState<Session | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const who = useRef<string | null>(null);
  const turn = useRef(0);

  const put = useCallback((next: Session) => {
    turn.current++;
    setToken(next.csrf);
    const name = next.operator?.id ?? null;
    ownDrafts(name, next.practice);
    // What the last person saw is not kept for the next.
    if (next.state !== "locked" && name !== who.current) {
      forgetAll();
      who.current = name;
    }
    setFault(null);
    setSession(next);
    stir();
  }, []);
  const ask = useCallback(() => {
    // An answer that comes after a newer one tells of the past: a tablet just opened would be locked again.
    const mine = ++turn.current;
    const newest = () => mine === turn.current;
    fetchSession().then(
      (next) => newest() && put(next),
      (error) => newest() && setFault(saidFault(error)),
    );
  }, [put]);
  useEffect(ask, [ask]);
  // Another request was turned away: the session ended or was locked meanwhile.
  useEffect(() => onTurnedAway(ask), [ask]);
  useEffect(() => {
    if (!fault) return;
    const timer = setTimeout(ask, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [fault, ask]);

  const minutes = session?.state === "signed_in" ? session.idle_minutes : 0;
  useEffect(() => {
    if (minutes <= 0) return;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    const look = setInterval(() => {
      if (Date.now() - last < minutes * 60_000) return;
      last = Date.now();
      lock().then(put, ask);
    }, LOOK_MS);
    for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, touched, true);
    return () => {
      clearInterval(look);
      for (const kind of ["pointerdown", "keydown"]) window.removeEventListener(kind, touched, true);
    };
  }, [minutes, put, ask]);
  return { session, fault, take: (next) => (next ? put(next) : ask()) };
}

/** Signs out, and shows what the box says then; also where the box did not answer. Who comes next begins at the beginning. */
export const leave = (take: SessionDeeds["take"]): Promise<void> => {
  const left = () => {
    location.hash = "#/";
    take();
  };
  return signOut().then(left, left);
};

/** Begins practice or ends it. The page starts anew, so that nothing of the one side stays on the screen of the other. */
export async function setPractice(on: boolean): Promise<void> {
  await practise(on);
  location.hash = "#/";
  location.reload();
}

/** Who works here, for what only some may do. */
export const SessionContext = createContext<Session | null>(null);

/** The language that this operator chose at this tablet, or chooses now; null where they never did. */
export function languageOf(operator: string, next?: string): string | null {
  const key = `ocellus.lang.${operator}`;
  if (next) localStorage.setItem(key, next);
  return localStorage.getItem(key);
}

const RANK = { technician: 0, doctor: 1, administrator: 2 };

/** Whether this session may do what that role may; an open station knows no roles and may do all. */
export function may(session: Session | null, role: keyof typeof RANK): boolean {
  if (!session) return false;
  if (session.state === "open") return true;
  return session.operator !== null && RANK[session.operator.role] >= RANK[role];
}
