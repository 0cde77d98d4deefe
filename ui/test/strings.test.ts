// The catalogues behind the page's words.
import { afterAll, describe, expect, it } from "vitest";
import { dir, LANGUAGES, lang, maybe, percent, speak, t } from "../src/strings";
import { pick } from "../src/strings/languages";

afterAll(() => speak("en"));

describe("strings", () => {
  it("speaks each language that is offered, in its own direction", async () => {
    for (const one of LANGUAGES) {
      await speak(one.lang);
      expect(lang()).toBe(one.lang);
      expect(dir()).toBe(one.lang === "ar" ? "rtl" : "ltr");
      expect(t("station-queue", { n: 3 })).toMatch(/3/);
    }
  });

  it("counts as the language counts", async () => {
    await speak("en");
    expect(t("notes-newer", { n: 1 })).toBe("1 new photograph");
    expect(t("notes-newer", { n: 2 })).toBe("2 new photographs");
  });

  it("takes no key and no variable that is not in the catalogue", () => {
    // @ts-expect-error: a key that is not there
    expect(t("no-such-string")).toBe("no-such-string");
    // @ts-expect-error: it has no variables
    expect(t("station-ready", { n: 1 })).toBe("Ready");
    // @ts-expect-error: its variable is missing
    expect(() => t("station-folder")).not.toThrow();
  });

  it("says of a key that is in no catalogue that it is not there", () => {
    expect(maybe("no-such-string")).toBeNull();
  });

  it("falls back to English for a language it does not have, and says so", async () => {
    expect(pick(["xx", null, "EN-us"])).toBe("en");
    await speak("xx");
    expect(lang()).toBe("en");
    expect(percent(0.42)).toBe("42%");
  });
});
