// The words of the page in the language in use: Fluent catalogues from languages/, one fetched, keys checked by the types.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { form } from "./form";
import type { Words } from "./keys";
import { directionOf, type Lang, localeOf, pick } from "./languages";

export { dateOf, decimal, dueDay, moment, percent, when } from "./form";
export { LANGUAGES } from "./languages";

/** Every string there is; made from languages/en.ftl. */
export type Key = keyof Words;
/** What a string is given: nothing where it has no variables. Several strings at once must take the same. */
type Given<K extends Key> = [Words[K]] extends [null] ? [] : [given: Exclude<Words[K], null>];

// Each is a file of its own in the built page, asked for when it is spoken.
const files = import.meta.glob<string>("../../../languages/*.ftl", { query: "?raw", import: "default" });

const STORED = "ocellus.lang";
let inUse = "en";
let reviewed = true;
let bundle: FluentBundle | null = null;
const listeners = new Set<() => void>();

/** The language in use, BCP 47. */
export const lang = () => inUse;
export const dir = () => directionOf(inUse);
/** Whether native speakers have read all of the language in use. */
export const isReviewed = () => reviewed;

/** The language a person chose at this tablet, else the clinic's, else the browser's. */
export function preferred(clinic?: string | null): string {
  const stored = typeof localStorage === "undefined" ? null : localStorage.getItem(STORED);
  return pick([stored, clinic, ...(typeof navigator === "undefined" ? [] : navigator.languages)]);
}

/** Fetches a language and speaks it from now on; the document's language and direction follow. */
export async function speak(wanted: string): Promise<void> {
  const next = pick([wanted]);
  const text = await files[`../../../languages/${next}.ftl`]?.();
  if (text === undefined) throw new Error(`languages/${next}.ftl is not in this page`);
  // Where the page runs from right to left, what is put into a sentence keeps its own direction.
  const made = new FluentBundle(localeOf(next), { useIsolating: directionOf(next) === "rtl" });
  const errors = made.addResource(new FluentResource(text));
  for (const error of errors) console.error(`languages/${next}.ftl`, error);
  bundle = made;
  inUse = next;
  reviewed = !/^## Not reviewed/m.test(text);
  form(localeOf(next));
  if (typeof document !== "undefined") {
    document.documentElement.lang = next;
    document.documentElement.dir = dir();
  }
  for (const told of listeners) told();
}

/** Speaks a language and remembers it at this tablet. */
export async function choose(wanted: Lang): Promise<void> {
  await speak(wanted);
  localStorage.setItem(STORED, wanted);
}

/** Calls `told` whenever another language is spoken. */
export function onSpoken(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

function find(key: string, given: Record<string, string | number> | null): string | null {
  const message = bundle?.getMessage(key);
  if (!bundle || !message?.value) return null;
  const errors: Error[] = [];
  const said = bundle.formatPattern(message.value, given, errors);
  for (const error of errors) console.error(key, error);
  return said;
}

/** The string of that key. A key or a variable that en.ftl does not have is an error of the types. */
export function t<K extends Key>(key: K, ...given: Given<K>): string {
  return find(key, given[0] ?? null) ?? key;
}

/** The string of a key that only the box knows, or null where the catalogue has none. */
export const maybe = (key: string): string | null => find(key, null);
