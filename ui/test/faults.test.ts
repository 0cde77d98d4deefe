// What a fault reads as: a sentence and a remedy for every code in every language, and the box's own words beneath.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { type ComponentChildren, type FunctionComponent, h, type VNode } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { faultOf, unreachable } from "../src/api/client";
import type { Fault } from "../src/api/types";
import { LANGUAGES, maybe, speak, t } from "../src/strings";
import { FaultCard, faultWords } from "../src/views/fault";
import { FaultLine } from "../src/views/form";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const under = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const codes: string[] = JSON.parse(read("ui/openapi.json")).components.schemas.FaultCode.enum;
/** Codes that never reach the page, each with the one file that raises it: for the command line, before anything is served. */
const ELSEWHERE: Record<string, string> = {
  is_directory: "src/cli/screen.rs",
  address_unavailable: "src/web/listen.rs",
};

const FAULT: Fault = {
  code: "too_many_tries",
  message: "too many wrong tries; wait 42 seconds",
  remedy: "Wait, then try again.",
};
const DETAIL = `${FAULT.message}. ${FAULT.remedy}`;

/** What components without hooks say, each text with the language of the element that it stands in. */
function said(node: ComponentChildren, lang = "the page's"): { lang: string; text: string }[] {
  if (Array.isArray(node)) return node.flatMap((one) => said(one, lang));
  if (node === null || node === undefined || typeof node === "boolean") return [];
  if (typeof node !== "object") return [{ lang, text: String(node) }];
  const { type, props } = node as VNode<{ lang?: string; children?: ComponentChildren }>;
  if (typeof type === "function") return said((type as FunctionComponent)(props), lang);
  return said(props.children, props.lang ?? lang);
}
const saidIn = (lang: string, node: ComponentChildren) =>
  said(node)
    .filter((one) => one.lang === lang)
    .map((one) => one.text);

afterEach(() => speak("en"));

describe("the words of faults", () => {
  it.each(LANGUAGES.map(({ lang }) => lang))(
    "%s: a sentence and a remedy for every code that reaches the page",
    (lang) => {
      const keys = new FluentResource(read(`languages/${lang}.ftl`)).body.map(({ id }) => id);
      const wanted = codes.filter((code) => !(code in ELSEWHERE)).flatMap((code) => [code, `${code}-do`]);
      expect(keys.filter((key) => key.startsWith("fault-")).sort()).toEqual(
        wanted.map((key) => `fault-${key}`).sort(),
      );
    },
  );

  it.each(Object.entries(ELSEWHERE))("%s has none, since %s alone raises it", (code, file) => {
    const name = code.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    // Every code has its HTTP status in refusal.rs.
    const raised = under("src", ".rs").filter(
      (path) => path !== "src/web/refusal.rs" && new RegExp(`FaultCode::${name}\\b`).test(read(path)),
    );
    expect(raised).toEqual([file]);
  });

  it("are the box's in English, and the page's with the box's beneath in another language", async () => {
    expect(faultWords(FAULT)).toEqual({ message: FAULT.message, remedy: FAULT.remedy, detail: null });
    await speak("es");
    expect(faultWords(FAULT)).toEqual({
      message: t("fault-too_many_tries"),
      remedy: t("fault-too_many_tries-do"),
      detail: DETAIL,
    });
    expect(faultWords({ ...FAULT, message: "It is so." }).detail).toBe(`It is so. ${FAULT.remedy}`);
  });

  it("are the box's where the catalogue lacks the code", async () => {
    await speak("es");
    const unknown = { ...FAULT, code: "of_tomorrow" as Fault["code"] };
    expect(faultWords(unknown)).toEqual({ message: FAULT.message, remedy: FAULT.remedy, detail: null });
  });

  it("are said once where the page itself found the fault", async () => {
    await speak("es");
    for (const fault of [unreachable(), faultOf(502, null)])
      expect(faultWords(fault)).toEqual({ message: fault.message, remedy: fault.remedy, detail: null });
    expect(unreachable().message).toBe(maybe("failure-unreachable"));
  });
});

describe("a fault on the page", () => {
  it("says in Spanish what happened and what to do, and in English what the box said", async () => {
    await speak("es");
    for (const node of [h(FaultCard, { title: "T", fault: FAULT }), h(FaultLine, { fault: FAULT })]) {
      const spanish = saidIn("the page's", node).join("");
      expect(spanish).toContain("Hubo demasiados intentos equivocados.");
      expect(spanish).toContain("Espere un poco y luego intente de nuevo.");
      expect(spanish).not.toContain("wrong tries");
      expect(saidIn("en", node)).toEqual([DETAIL]);
    }
  });

  it("says in English what the box said, once", () => {
    const node = h(FaultCard, { title: "T", fault: FAULT });
    expect(saidIn("en", node)).toEqual([]);
    expect(saidIn("the page's", node).join("|")).toMatch(
      /too many wrong tries; wait 42 seconds\|What to do:/,
    );
  });

  it("is written out by the components of views/fault.tsx alone", () => {
    // The system page's remedies are no faults.
    const others = /^ui\/src\/(views\/(fault|admin\/system)\.tsx|api\/.*)$/;
    const byHand = [...under("ui/src", ".tsx"), ...under("ui/src", ".ts")].filter(
      (path) => !others.test(path) && /\.remedy\b/.test(read(path)),
    );
    expect(byHand).toEqual([]);
  });
});
