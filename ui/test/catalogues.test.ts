// The catalogues against each other: every language has every string, with the same variables, the plurals it needs,
// its own words, and a mark that says who has read them.
import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { LANGUAGES, localeOf } from "../src/strings/languages";

const folder = new URL("../../languages/", import.meta.url);
const textOf = (lang: string) => readFileSync(new URL(`${lang}.ftl`, folder), "utf8");

type Part = {
  type?: string;
  name?: string;
  selector?: Part;
  variants?: { key: Part & { value?: unknown } }[];
};

function variables(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(variables);
  if (part === null || typeof part !== "object") return [];
  const { type, name } = part as Part;
  return type === "var" && name ? [name] : Object.values(part).flatMap(variables);
}

function plurals(part: unknown): string[][] {
  if (Array.isArray(part)) return part.flatMap(plurals);
  if (part === null || typeof part !== "object") return [];
  const { type, variants } = part as Part;
  const inner = Object.values(part).flatMap(plurals);
  // A number is a case of its own beside the categories.
  const categories = variants?.filter(({ key }) => key.type !== "num").map(({ key }) => String(key.value));
  // What only tells some numbers from all others does not count.
  const counts = categories?.length === variants?.length || (categories?.length ?? 0) > 1;
  return type === "select" && categories && counts ? [categories, ...inner] : inner;
}

function literal(part: unknown): string {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(literal).join("");
  const variants = (part as Part | null)?.variants as { value: unknown }[] | undefined;
  return variants ? variants.map(({ value }) => literal(value)).join(" ") : "";
}

const read = (lang: string) =>
  new Map(new FluentResource(textOf(lang)).body.map(({ id, value }) => [id, value] as const));
const en = read("en");
const others = LANGUAGES.map(({ lang }) => lang).filter((lang) => lang !== "en");

/** Names that no language translates, and words that are the same in both. */
const SAME = /^(product|eye-code-.*|provenance-(engine|provider)-.*|reading-scale-icdr)$/;
const ALIKE: Record<string, string[]> = {
  es: ["conditions-name-glaucoma", "provenance-steps-total", "paper-diabetes", "questions-diabetes"],
  fr: [
    "referral-short-urgent",
    "label-drusen",
    "labels-drusen",
    "conditions-name-drusen",
    "provenance-steps-total",
    "provenance-size",
    "print-date",
    "shell-places",
    "visit-step-questions",
    "questions-earlier_laser",
    "diabetes-type_1",
    "diabetes-type_2",
  ],
  pt: [
    "conditions-name-glaucoma",
    "provenance-steps-total",
    "provenance-size",
    "paper-diabetes",
    "questions-diabetes",
    "questions-earlier_laser",
  ],
};

describe("catalogues", () => {
  it("are offered as far as there are files", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".ftl"));
    expect(LANGUAGES.map(({ lang }) => `${lang}.ftl`).sort()).toEqual(files.sort());
  });

  it.each(others)("%s: every string, none too many, each once", (lang) => {
    const keys = [...read(lang).keys()];
    expect(keys.sort()).toEqual([...en.keys()].sort());
    const declared = textOf(lang).match(/^[A-Za-z][\w-]* *=/gm) ?? [];
    expect(declared.length).toBe(keys.length);
  });

  it.each(others)("%s: the same variables", (lang) => {
    const those = read(lang);
    for (const [id, value] of en)
      if (those.has(id))
        expect([id, [...new Set(variables(those.get(id)))].sort()]).toEqual([
          id,
          [...new Set(variables(value))].sort(),
        ]);
  });

  it.each(LANGUAGES.map(({ lang }) => lang))("%s: the plural categories of its language", (lang) => {
    const rules = new Intl.PluralRules(localeOf(lang));
    // Whole numbers below a million: the million of Spanish, French and Portuguese is counted nowhere.
    const needed = new Set(Array.from({ length: 1000 }, (_, n) => rules.select(n)));
    needed.add("other");
    for (const [id, value] of read(lang))
      for (const categories of plurals(value))
        expect([id, [...categories].sort()]).toEqual([id, [...needed].sort()]);
  });

  it.each(others)("%s: nothing left in English", (lang) => {
    const left: string[] = [];
    for (const [id, value] of read(lang)) {
      const [said, english] = [literal(value), literal(en.get(id))];
      const words = english.replace(/[^\p{L}]+/gu, " ").trim();
      if (said === english && words.length > 3 && !SAME.test(id) && !ALIKE[lang]?.includes(id))
        left.push(`${id} = ${said}`);
    }
    expect(left).toEqual([]);
  });

  it.each(others)("%s: says of every string whether a native speaker has read it", (lang) => {
    let mark = "";
    const unmarked: string[] = [];
    for (const line of textOf(lang).split("\n")) {
      if (line.startsWith("## ")) mark = line;
      if (
        /^[A-Za-z][\w-]* *=/.test(line) &&
        !/^## (Not reviewed|Reviewed by .+, \d{4}-\d{2}-\d{2})/.test(mark)
      )
        unmarked.push(line);
    }
    expect(unmarked).toEqual([]);
  });
});
