// What a person has entered and the box does not have yet: kept in the tablet, over reloads and sleep, until it has. Each
// person's stands under their own name: who comes next at this tablet sees nothing of it, and it waits for whose it is.
import { useEffect, useState } from "preact/hooks";

const PREFIX = "ocellus.draft/";
/** Whose drafts are written and read. */
let own = PREFIX;
const told = new Set<() => void>();

const tell = () => {
  for (const one of [...told]) one();
};

/** From now on somebody works here, or nobody (null); what was practised is apart from what is the clinic's. */
export function ownDrafts(operator: string | null, practice: boolean): void {
  own = `${PREFIX}${operator ?? "nobody"}${practice ? "/practice" : ""}/`;
  tell();
}

/** What is kept under that name; null where nothing is, or where it cannot be read. */
export function draft<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(own + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Keeps it, or with null lets it go. False where the tablet has no room, so that the page can say so. */
export function keepDraft(name: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(own + name);
    else localStorage.setItem(own + name, JSON.stringify(value));
  } catch {
    return false;
  } finally {
    tell();
  }
  return true;
}

/** Whether anything of this person is kept that the box does not have. */
export const hasDrafts = (): boolean => Object.keys(localStorage).some((key) => key.startsWith(own));

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
