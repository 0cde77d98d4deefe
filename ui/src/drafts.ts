// What a person has entered and the box does not have yet: kept in the tablet, over reloads and sleep, until it has.
import { useEffect, useState } from "preact/hooks";

const PREFIX = "ocellus.draft.";
const told = new Set<() => void>();

const tell = () => {
  for (const one of [...told]) one();
};

/** What is kept under that name; null where nothing is, or where it cannot be read. */
export function draft<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Keeps it, or with null lets it go. False where the tablet has no room, so that the page can say so. */
export function keepDraft(name: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    return false;
  } finally {
    tell();
  }
  return true;
}

/** Names of all that is kept. */
export const draftNames = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

/** The draft of that name, followed. */
export function useDraft<T>(name: string): T | null {
  const [, changed] = useState(0);
  useEffect(() => {
    const one = () => changed((n) => n + 1);
    told.add(one);
    window.addEventListener("storage", one);
    return () => {
      told.delete(one);
      window.removeEventListener("storage", one);
    };
  }, []);
  return draft<T>(name);
}
