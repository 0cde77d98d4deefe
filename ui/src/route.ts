// Where in the page one is: read from the address, so that going back, reloading and sharing work.
import { useEffect, useState } from "preact/hooks";

/** The steps of a visit, in their order. */
export const STEPS = ["questions", "right", "left", "result", "explain", "finish"] as const;
export type StepName = (typeof STEPS)[number];

/** Pages that need nothing but their name. */
const PLAIN = [
  "work",
  "photographs",
  "camera",
  "system",
  "charts",
  "audit",
  "operators",
  "negatives",
  "changes",
  "setup",
  "more",
] as const;
type Plain = (typeof PLAIN)[number];

export type Route =
  | { at: "home" }
  | { at: Plain }
  | { at: "new"; code: string }
  | { at: "patient"; id: string }
  | { at: "visit"; id: string; step: StepName | null }
  /** A photograph, or a file on its way to the box. */
  | { at: "photograph"; key: string };

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
};

/** The route of an address such as `#/visit/01J…/left`; what is not known is the key of a photograph. */
export function routeOf(hash: string): Route {
  const [head = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decoded);
  const [first = "", second = ""] = rest;
  if (head === "") return { at: "home" };
  if ((PLAIN as readonly string[]).includes(head)) return { at: head as Plain };
  if (head === "new") return { at: "new", code: first };
  if (head === "patient" && first) return { at: "patient", id: first };
  if (head === "visit" && first)
    return { at: "visit", id: first, step: STEPS.find((step) => step === second) ?? null };
  return { at: "photograph", key: head };
}

const part = encodeURIComponent;

/** The address of a page, for links. */
export const to = {
  home: "#/",
  page: (name: Plain) => `#/${name}`,
  photograph: (key: string) => `#/${part(key)}`,
  newPatient: (code = "") => (code ? `#/new/${part(code)}` : "#/new"),
  patient: (id: string) => `#/patient/${part(id)}`,
  visit: (id: string, step?: StepName) => `#/visit/${part(id)}${step ? `/${step}` : ""}`,
};

export function go(address: string): void {
  location.hash = address;
}

/** The route of the moment. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => {
      if (location.hash === "" || location.hash.startsWith("#/")) setRoute(routeOf(location.hash));
    };
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return route;
}
