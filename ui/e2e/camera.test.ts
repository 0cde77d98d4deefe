// A technician's work at the camera, in a real browser against the real program, with folders of synthetic eyes that
// stand in for the device.
import { copyFileSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PhotographList, Station } from "../src/api/types";
import { LANGUAGES, t } from "../src/strings";
import { LAPTOP, launch, SMALL_TABLET, shot } from "./browser";
import { makeFolder, photograph, type Running, removeFolder, start } from "./station";

let data: string;
let eyes: string;
let station: Running;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const strangers: string[] = [];

const api = async <T>(path: string) => (await (await fetch(`${station.url}/api/${path}`)).json()) as T;
const total = async () => (await api<PhotographList>("photographs")).total;
const camera = async () => (await api<Station>("status")).camera;

/** What the camera shows from now on. */
function show(...names: string[]) {
  const before = `${eyes}-before`;
  const next = `${eyes}-next`;
  mkdirSync(next);
  for (const name of names) copyFileSync(join(dirname(photograph()), name), join(next, name));
  renameSync(eyes, before);
  renameSync(next, eyes);
  removeFolder(before);
}

async function open(size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, colorScheme: "light" });
  const opened = await context.newPage();
  opened.on("request", (request) => {
    if (!request.url().startsWith(station.url)) strangers.push(request.url());
  });
  opened.on("pageerror", (error) => complaints.push(error.message));
  opened.on("console", (line) => {
    if (line.text().includes("Content Security Policy")) complaints.push(line.text());
  });
  await opened.goto(station.url);
  return opened;
}

/** The live picture has pixels, and they are of what the folder holds. */
const isLive = async (on: Page) => {
  await on.locator('[data-testid=live][data-state="live"]').waitFor({ timeout: 30_000 });
  await on.waitForFunction(
    () => (document.querySelector<HTMLImageElement>(".live img")?.naturalWidth ?? 0) > 0,
    undefined,
    { timeout: 30_000 },
  );
};
const taken = (on: Page) => on.getByTestId("taken");

beforeAll(async () => {
  data = makeFolder();
  eyes = join(data, "camera");
  mkdirSync(eyes);
  copyFileSync(join(dirname(photograph()), "healthy-od.jpg"), join(eyes, "healthy-od.jpg"));
  station = await start(join(data, "record"), 0, eyes);
  browser = await launch();
  page = await open(LAPTOP);
});

afterAll(async () => {
  await browser?.close();
  await station?.stop();
  removeFolder(data);
});

describe.sequential("the camera's view", () => {
  it("has room for every word of the bar on a small tablet, in each language", async () => {
    const tablet = await open(SMALL_TABLET);
    await tablet.getByRole("banner").getByTestId("to-camera").waitFor();
    for (const { lang } of LANGUAGES) {
      await tablet.evaluate((lang) => localStorage.setItem("ocellus.lang", lang), lang);
      await tablet.reload();
      await tablet.getByRole("banner").getByTestId("to-camera").waitFor();
      const apart = await tablet.evaluate(() => {
        const bar = document.querySelector<HTMLElement>(".top");
        const shown = [...(bar?.querySelectorAll<HTMLElement>(".brand, .pill, .primary") ?? [])];
        const seen = shown.filter((one) => one.getBoundingClientRect().width > 0);
        const cut = seen.filter((one) => one.scrollWidth > one.clientWidth + 1);
        const ends = seen.map((one) => one.getBoundingClientRect()).sort((a, b) => a.left - b.left);
        const over = ends.some((one, at) => at > 0 && one.left < (ends[at - 1]?.right ?? 0));
        return { cut: cut.map((one) => one.textContent), over, wide: (bar?.scrollWidth ?? 0) > innerWidth };
      });
      expect([lang, apart]).toEqual([lang, { cut: [], over: false, wide: false }]);
    }
    await tablet.context().close();
  });

  it("is a touch away from the empty page, and nobody looks before", async () => {
    expect((await camera()).state).toMatch(/ready|absent/);
    await page.locator(".welcome").getByTestId("to-camera").click();
    await isLive(page);
    expect((await camera()).state).toBe("live");
  });

  it("guides in words and rings", async () => {
    const hint = page.getByTestId("hint");
    await hint.waitFor();
    await page.locator('[data-hint="ready"]').waitFor({ timeout: 30_000 });
    expect(await hint.innerText()).toContain(t("camera-hint-ready"));
    expect(await page.locator(".rings .found").count()).toBe(1);
    expect(await total()).toBe(0);
  });

  it("takes a photograph with the keyboard, under the eye that is chosen, and gives the verdict", async () => {
    const box = await page.getByTestId("live").boundingBox();
    await page.locator("[data-eye=OD]").click();
    await page.locator('[data-eye=OD][aria-pressed="true"]').waitFor();
    await page.locator("main").click({ position: { x: 5, y: 5 } });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const began = performance.now();
    await page.keyboard.press("Space");
    await page.getByTestId("quality").waitFor({ timeout: 20_000 });
    const verdict = performance.now() - began;
    await taken(page).waitFor({ timeout: 20_000 });
    console.log(
      `verdict on the screen after ${Math.round(verdict)} ms, saved after ${Math.round(performance.now() - began)} ms`,
    );
    const [kept] = (await api<PhotographList>("photographs")).photographs;
    expect(kept?.origin).toBe("camera");
    expect(kept?.laterality).toBe("OD");
    expect(await taken(page).innerText()).toContain(t("camera-saved"));
    expect(await page.getByTestId("quality").innerText()).toContain(
      t(`quality-verdict-${kept?.quality.verdict ?? "reject"}`),
    );
    // Nothing moved.
    expect(await page.getByTestId("live").boundingBox()).toEqual(box);
    const bytes = new Uint8Array(
      await (await fetch(`${station.url}/api/photographs/${kept?.id}/image`)).arrayBuffer(),
    );
    expect(Buffer.from(bytes).equals(readFileSync(join(eyes, "healthy-od.jpg")))).toBe(true);
    await shot(page, "camera-1366x768");
  });

  it("takes one photograph of a double tap", async () => {
    show("healthy-os.jpg");
    await isLive(page);
    await page.locator('[data-hint="ready"]').waitFor({ timeout: 30_000 });
    await page.getByTestId("shutter").dblclick();
    await taken(page).waitFor({ timeout: 20_000 });
    await page.waitForTimeout(1500);
    expect(await total()).toBe(2);
    expect((await camera()).eyes[0]?.photographs).toBe(2);
  });

  it("counts retakes and then says what else to do", async () => {
    show("defocused.jpg");
    await isLive(page);
    await page.getByRole("button", { name: t("camera-next-person") }).click();
    await page.locator("[data-eye=OS]").click();
    await page.locator('[data-eye=OS][aria-pressed="true"]').waitFor();
    const most = 3;
    for (let retake = 0; retake <= most; retake++) {
      await page.waitForTimeout(750);
      await page.getByTestId("shutter").click();
      await page.locator(`[data-testid=retakes][data-retakes="${retake}"]`).waitFor({ timeout: 20_000 });
      expect(await taken(page).innerText()).toContain(
        retake === 0 ? t("camera-retakes-none") : t("camera-retakes-of", { n: retake, most }),
      );
      const said = await page.getByTestId("quality").innerText();
      expect(said).toContain(retake < most ? t("quality-verdict-reject") : t("camera-enough"));
      if (retake === most) expect(said).toContain(t("camera-dilate"));
    }
    await shot(page, "camera-retakes");
  });

  it("says when the camera is pulled out, and the picture comes back by itself", async () => {
    const away = `${eyes}-away`;
    const began = performance.now();
    renameSync(eyes, away);
    await page.locator('[data-testid=camera-state][data-state="unplugged"]').waitFor({ timeout: 20_000 });
    console.log(`unplug on the screen after ${Math.round(performance.now() - began)} ms`);
    expect(await page.getByRole("alert").innerText()).toContain(t("camera-state-unplugged"));
    await shot(page, "camera-unplugged");
    renameSync(away, eyes);
    await isLive(page);
    await page.getByTestId("hint").waitFor();
  });

  it("takes the photograph by itself when that is switched on", async () => {
    show("moderate-exudates.jpg");
    const before = await total();
    await page.getByRole("switch").click();
    await page.locator('.automatic[aria-checked="true"]').waitFor();
    await page.waitForFunction(
      async (before) => (await (await fetch("api/photographs")).json()).total > before,
      before,
      { timeout: 30_000 },
    );
    expect((await api<PhotographList>("photographs")).photographs[0]?.origin).toBe("camera");
  });

  it("fits a small tablet, with room for a finger, and lets the camera go afterwards", async () => {
    await page.goto(`${station.url}/#/`);
    const tablet = await open(SMALL_TABLET);
    await tablet.locator("header").getByTestId("to-camera").click();
    await isLive(tablet);
    await tablet.getByTestId("hint").waitFor();
    const across = await tablet.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(across).toBeLessThanOrEqual(0);
    const small = await tablet.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".camera button, .camera a, header a.primary")]
        .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);
    const shutter = await tablet.getByTestId("shutter").boundingBox();
    expect(shutter && shutter.height >= 48 && shutter.y + shutter.height < SMALL_TABLET.height - 36).toBe(
      true,
    );
    await tablet.waitForTimeout(800);
    await tablet.getByTestId("shutter").click();
    await taken(tablet).waitFor({ timeout: 20_000 });
    await shot(tablet, "camera-768x1024");
    await tablet.locator("header").getByTestId("to-camera").click();
    const until = Date.now() + 20_000;
    while ((await camera()).state !== "ready" && Date.now() < until) await tablet.waitForTimeout(250);
    expect((await camera()).state).toBe("ready");
    await tablet.context().close();
  });

  it("asked nobody but the box, and broke nothing", () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
