// What the browser tests of a day share: a clinic that is set up, what the camera sees, a visit gone through, axe.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { APIRequestContext, Browser, Page } from "playwright-core";
import type { Schemas } from "../src/api/types";
import { launch } from "./browser";
import { makeFolder, photograph, type Running, removeFolder, start } from "./station";

export const PASSWORD = "seven quiet herons";
export const PIN = "4711";
export const ADMINISTRATOR = "Asha Devi";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let eyesSeen = 0;
/** The eye with a comment of its own in the file: the very same photograph belongs to one visit alone. */
function another(path: string): Buffer {
  const bytes = readFileSync(path);
  const words = Buffer.from(`eye ${++eyesSeen} of ${process.pid}`);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words.length + 2]), words]);
  return Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]);
}

/** What the camera shows from now on: one of the drawn eyes. */
export function look(eyes: string, ...names: string[]) {
  const next = `${eyes}-next`;
  const before = `${eyes}-before`;
  mkdirSync(next);
  for (const name of names) writeFileSync(join(next, name), another(join(dirname(photograph()), name)));
  try {
    renameSync(eyes, before);
  } catch {
    // The first folder.
  }
  renameSync(next, eyes);
  removeFolder(before);
}

/** A box with a camera, and a browser at it. `box` may be put another one after a restart. */
export type Place = { data: string; eyes: string; box: Running; browser: Browser };

/** Starts a box whose camera sees one eye, and a browser. */
export async function begin(eye = "moderate-exudates.jpg"): Promise<Place> {
  const data = makeFolder();
  const eyes = join(data, "camera");
  look(eyes, eye);
  return { data, eyes, box: await start(join(data, "record"), 0, eyes), browser: await launch() };
}

/** Ends both, and takes away what they kept. */
export async function end(place: Place | undefined): Promise<void> {
  await place?.browser.close();
  await place?.box.stop();
  if (place) removeFolder(place.data);
}

/** A clinic with its administrator, set up through the API as the wizard does. */
export async function settle(request: APIRequestContext, url: string): Promise<Record<string, string>> {
  const answer = await request.post(`${url}/api/first-run`, {
    data: {
      administrator: ADMINISTRATOR,
      password: PASSWORD,
      pin: PIN,
      clinic: "Kisumu Eye Camp",
      lang: "en",
      time_zone: "UTC",
    },
  });
  if (answer.status() !== 201) throw new Error(`first run: ${answer.status()} ${await answer.text()}`);
  return token(request, url);
}

/** The header that every change carries. */
export async function token(request: APIRequestContext, url: string): Promise<Record<string, string>> {
  const session = (await (await request.get(`${url}/api/session`)).json()) as Schemas["SessionStatus"];
  return session.csrf ? { "x-ocellus-csrf": session.csrf } : {};
}

export async function signIn(page: Page, name = ADMINISTRATOR, password = PASSWORD) {
  const form = page.getByTestId("sign-in");
  await form.waitFor();
  await form.locator("input[name=username]").fill(name);
  await form.locator("input[name=password]").fill(password);
  await form.locator("button[type=submit]").click();
  await page.getByTestId("worklist").waitFor();
}

/** Types the way a keyboard-wedge scanner does: the code at once, then Enter. */
export async function scan(page: Page, code: string) {
  await page.locator(".brand").click();
  await page.locator("#search").focus();
  await page.keyboard.insertText(code);
  await page.keyboard.press("Enter");
}

/** At one eye's step: waits for a live picture, takes the photograph, waits until it is safe. */
export async function take(page: Page, side: "right" | "left") {
  await page.locator(`[data-testid=visit][data-at=${side}]`).waitFor();
  const taken = page.getByTestId("taken");
  const refused = page.locator(".outcome .fault");
  // The replayed folder was changed a moment ago; a press while the camera comes back is refused.
  for (let tries = 0; tries < 3; tries++) {
    await page.locator('[data-testid=live][data-state="live"]').waitFor({ timeout: 30_000 });
    await page.getByTestId("hint").waitFor({ timeout: 30_000 });
    await page.getByTestId("shutter").click();
    await taken.or(refused).first().waitFor({ timeout: 60_000 });
    if (await taken.isVisible()) break;
  }
  await taken.waitFor();
  await page.locator(".taken-list li").first().waitFor({ timeout: 20_000 });
}

/** Goes to the next step by the one button for it. */
export const next = (page: Page) => page.getByTestId("next").click();

/** What axe finds serious or worse on the page as it stands. */
export async function serious(page: Page): Promise<string[]> {
  // What lies under a bar that stays is a touch of the wheel away from it, and no smaller for it: the bars are let go.
  await page.evaluate(() => {
    window.scrollTo({ top: 0, behavior: "instant" });
    for (const bar of document.querySelectorAll<HTMLElement>(".next-bar, .places, .bottom, .top")) {
      bar.style.position = "static";
    }
  });
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
    };
    type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      );
  });
  await page.evaluate(() => {
    for (const bar of document.querySelectorAll<HTMLElement>(".next-bar, .places, .bottom, .top"))
      bar.style.removeProperty("position");
  });
  return found;
}

/** Nothing wider than the screen, and every target large enough for a glove. */
export async function fits(page: Page, least = 44): Promise<string[]> {
  return page.evaluate((least) => {
    const across = document.documentElement.scrollWidth - innerWidth;
    const small = [
      ...document.querySelectorAll<HTMLElement>("main button:not(.ref), main a.tool, main a.primary, nav a"),
    ]
      .map((element) => ({ html: element.outerHTML.slice(0, 90), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < least || box.width < least))
      .map(({ html }) => html);
    return across > 0 ? [`${across} px wider than the screen`, ...small] : small;
  }, least);
}
