// The languages of the page, and how each is written.

export type Lang = "en" | "es" | "fr" | "pt" | "hi" | "zh" | "ar";

/** In the order they are offered, each by its own name. */
export const LANGUAGES: readonly { lang: Lang; name: string; locale: string }[] = [
  { lang: "en", name: "English", locale: "en-GB" },
  { lang: "es", name: "Español", locale: "es" },
  { lang: "fr", name: "Français", locale: "fr" },
  { lang: "pt", name: "Português", locale: "pt-BR" },
  { lang: "hi", name: "हिन्दी", locale: "hi" },
  { lang: "zh", name: "中文", locale: "zh-CN" },
  // Western digits, as the program writes them and as lenses and charts are marked.
  { lang: "ar", name: "العربية", locale: "ar-u-nu-latn" },
];

/** The first of these that the page has; English where it has none. */
export function pick(wanted: readonly (string | null | undefined)[]): string {
  for (const one of wanted) {
    const base = one?.toLowerCase().split("-")[0];
    const found = LANGUAGES.find(({ lang }) => lang === base);
    if (found) return found.lang;
  }
  return "en";
}

export const localeOf = (lang: string) => LANGUAGES.find((one) => one.lang === lang)?.locale ?? "en-GB";

export const directionOf = (lang: string): "ltr" | "rtl" => (lang === "ar" ? "rtl" : "ltr");
