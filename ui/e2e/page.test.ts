// A technician's work at the page, in a real browser against the real program.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Photograph, PhotographList, Reading } from "../src/api/types";
import { t } from "../src/strings";
import { DESKTOP, drop, launch, pinch, shot, TABLET } from "./browser";
import { makeFolder, photograph, type Running, removeFolder, start } from "./station";

/** Loading the models and reading one photograph, on a slow machine under load. */
const READ_MS = 120_000;

let data: string;
let station: Running;
let browser: Browser;
let page: Page;
const strangers: string[] = [];
const complaints: string[] = [];

const api = async <T>(path: string) => (await (await fetch(`${station.url}/api/${path}`)).json()) as T;
const newest = async (): Promise<Photograph> => {
  const list = await api<PhotographList>("photographs");
  const first = list.photographs[0];
  if (!first) throw new Error("no photograph is in the record");
  return first;
};

async function open(size: { width: number; height: number }, dark = false, touch = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? "dark" : "light",
    hasTouch: touch,
  });
  const opened = await context.newPage();
  opened.on("request", (request) => {
    if (!request.url().startsWith(station.url) && !request.url().startsWith("blob:"))
      strangers.push(request.url());
  });
  opened.on("pageerror", (error) => complaints.push(error.message));
  await opened.goto(station.url);
  return opened;
}

beforeAll(async () => {
  data = makeFolder();
  station = await start(data);
  browser = await launch();
  page = await open(DESKTOP);
});

afterAll(async () => {
  await browser?.close();
  await station?.stop();
  removeFolder(data);
});

describe.sequential("the page", () => {
  let reading: Reading;

  it("says what to do before there is a photograph, and what it is not", async () => {
    await page.getByText(t("list-empty")).waitFor();
    expect(await page.getByText(t("not-cleared")).isVisible()).toBe(true);
    await shot(page, "empty");
  });

  it("judges a dropped photograph at once", async () => {
    const began = performance.now();
    await drop(page, photograph());
    const verdict = page.getByTestId("quality");
    await verdict.waitFor({ timeout: 30_000 });
    const took = performance.now() - began;
    const kept = await newest();
    expect(await verdict.innerText()).toContain(t(`quality-verdict-${kept.quality.verdict}`));
    expect(kept.file).toBe(basename(photograph()));
    console.log(`verdict on the screen after ${Math.round(took)} ms`);
  });

  it("shows the reading by itself when it is there", async () => {
    const decision = page.getByTestId("decision");
    await decision.waitFor({ timeout: READ_MS });
    reading = await api<Reading>(`photographs/${(await newest()).id}/reading`);
    const said = await decision.innerText();
    expect(said).toContain(t(`referral-headline-${reading.referral.category}`));
    for (const reason of reading.referral.because) expect(said).toContain(reason);
    await shot(page, "reading-1440x900");
  });

  it("draws every finding over the photograph, and the landmarks", async () => {
    const marks = await page.locator(".viewer .mark").count();
    expect(marks).toBe(reading.findings.length);
    expect(await page.locator(".overlay [data-testid=disc]").count()).toBe(reading.landmarks.disc ? 1 : 0);
    expect(await page.locator(".overlay [data-testid=fovea]").count()).toBe(reading.landmarks.fovea ? 1 : 0);
  });

  it("names all twelve conditions, and says which were not looked for", async () => {
    const section = page.locator("section[aria-labelledby=conditions]");
    const shown = await section.innerText();
    for (const one of reading.conditions) expect(shown).toContain(t(`conditions-name-${one.condition}`));
    const skipped = reading.conditions.filter((one) => one.status === "not_assessed").length;
    if (skipped > 0) expect(shown).toContain(t("conditions-not-assessed", { n: skipped }));
  });

  it("shows the chain without a tag, and lights up what its words point to", async () => {
    const chain = page.locator("section[aria-labelledby=chain]");
    const said = await chain.innerText();
    expect(said).not.toMatch(/<\/?(ref|box)>|\[\[/);
    for (const { step } of reading.chain) expect(said).toContain(t(`chain-step-${step}`));
    const words = chain.locator("button.ref").first();
    if ((await words.count()) === 0) return;
    await words.click();
    expect(await words.getAttribute("aria-pressed")).toBe("true");
    await page.locator(".overlay .lit").first().waitFor();
    await words.click();
    await page.mouse.move(0, 0);
    await words.blur();
    await page.waitForFunction(() => !document.querySelector(".overlay .lit"));
  });

  it("hides and shows a kind of finding", async () => {
    const label = reading.findings[0]?.label;
    if (!label) return;
    const marks = page.locator(`.viewer .mark[data-label=${label}]`);
    const shown = await marks.count();
    const toggle = page.locator(`[data-toggle=${label}]`);
    await toggle.click();
    expect(await marks.count()).toBe(0);
    expect(await toggle.getAttribute("aria-checked")).toBe("false");
    await toggle.click();
    expect(await marks.count()).toBe(shown);
  });

  it("brings a finding close when it is chosen in the list", async () => {
    const finding = reading.findings[0];
    if (!finding) return;
    await page.locator(`[data-open=${finding.label}]`).click();
    const row = page.locator(`[data-finding=${finding.id}]`);
    await row.click();
    expect(await row.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".overlay .mark.lit").count()).toBe(1);
    await shot(page, "finding");
    await row.click();
    await page.waitForFunction(() => document.querySelector(".viewer")?.getAttribute("data-zoom") === "1.00");
  });

  it("answers a question from the reading, lights up what it names, and declines what it cannot tell", async () => {
    const panel = page.getByTestId("ask");
    const input = panel.locator("input[name=question]");
    const answers = panel.locator("article[data-outcome]");
    const ask = async (question: string) => {
      const before = await answers.count();
      await input.fill(question);
      await input.press("Enter");
      await answers.nth(before).waitFor({ timeout: READ_MS });
      return answers.nth(before);
    };
    const exudates = reading.findings.filter((one) => one.label === "hard_exudate" && !one.research);
    const counted = await (await ask("How many hard exudates are there?")).innerText();
    expect(counted).toContain(`Hard exudates: ${exudates.length}`);
    expect(await page.locator(".overlay .mark.lit").count()).toBe(exudates.length);
    const declined = await ask("Is there glaucoma?");
    expect(await declined.getAttribute("data-outcome")).toBe("declined");
    expect(await declined.innerText()).toContain("not assessed");
    await page.reload();
    await answers.nth(1).waitFor();
    expect(await answers.nth(0).innerText()).toContain(`Hard exudates: ${exudates.length}`);
  });

  it("is worked with the keyboard alone", async () => {
    await page.goto(`${station.url}/`);
    await page.getByTestId("decision").waitFor();
    const nameless: string[] = [];
    const met = new Set<string>();
    for (let step = 0; step < 120; step++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return null;
        const style = getComputedStyle(element);
        return {
          kind: element.className.split(" ")[0] || element.tagName.toLowerCase(),
          name: (element.getAttribute("aria-label") ?? element.innerText ?? "").trim(),
          labelled: element.closest("label") !== null,
          outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      if (!here) break;
      met.add(here.kind);
      if ((!here.name && !here.labelled) || !here.outlined) nameless.push(JSON.stringify(here));
    }
    expect(nameless).toEqual([]);
    for (const kind of ["skip", "brand", "primary", "row", "viewer", "tool", "summary"])
      expect(met, `Tab reaches ${kind}`).toContain(kind);

    const viewer = page.getByTestId("viewer");
    await viewer.focus();
    for (const key of ["+", "+", "ArrowRight"]) await page.keyboard.press(key);
    expect(Number(await viewer.getAttribute("data-zoom"))).toBeGreaterThan(1.5);
    await page.keyboard.press("0");
    expect(await viewer.getAttribute("data-zoom")).toBe("1.00");
    await page.keyboard.press("h");
    expect(await page.locator(".viewer .mark").count()).toBe(0);
    await page.keyboard.press("h");
    expect(await page.locator(".viewer .mark").count()).toBe(reading.findings.length);
  });

  it("zooms with the wheel about the pointer, and drags", async () => {
    const viewer = page.getByTestId("viewer");
    // Waits until the page has stopped scrolling.
    await viewer.hover();
    const edge = await viewer.boundingBox();
    if (!edge) throw new Error("the viewer has no place on the page");
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(
      () => Number(document.querySelector(".viewer")?.getAttribute("data-zoom")) > 2,
    );
    const before = await page.locator(".viewer img").getAttribute("style");
    await page.mouse.down();
    await page.mouse.move(edge.x + edge.width / 2 + 60, edge.y + edge.height / 2 + 40, { steps: 4 });
    await page.mouse.up();
    expect(await page.locator(".viewer img").getAttribute("style")).not.toBe(before);
    await page.getByLabel(t("viewer-fit-hint")).click();
  });

  it("turns a file away that is no photograph, and says what to do", async () => {
    const buffer = Buffer.from("Dear doctor, this is no photograph.");
    await page.getByTestId("file").setInputFiles({ name: "letter.jpg", mimeType: "image/jpeg", buffer });
    const told = page.getByRole("alert");
    await told.waitFor();
    const said = await told.innerText();
    expect(said).toContain("letter.jpg");
    expect(said).toContain(t("failure-remedy"));
    await shot(page, "refused");
    await page.getByRole("button", { name: t("failure-dismiss") }).click();
    await page.getByTestId("decision").waitFor();
  });

  it("asks for a retake of what is no fundus photograph", async () => {
    const blank = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      canvas.width = 1200;
      canvas.height = 900;
      const paint = canvas.getContext("2d");
      paint?.fillRect(0, 0, 1200, 900);
      return canvas.toDataURL("image/png").split(",")[1] ?? "";
    });
    await page
      .getByTestId("file")
      .setInputFiles({ name: "black.png", mimeType: "image/png", buffer: Buffer.from(blank, "base64") });
    await page.getByRole("heading", { name: t("quality-verdict-reject") }).waitFor();
    const kept = await newest();
    expect(kept.quality.verdict).toBe("reject");
    expect(await page.getByTestId("quality").innerText()).toContain(kept.quality.instruction);
    await page.getByTestId("decision").waitFor({ timeout: READ_MS });
    await shot(page, "retake");
  });

  it("keeps its place over a reload and lists what was taken", async () => {
    const rows = page.locator("a.row");
    expect(await rows.count()).toBe(2);
    await rows.nth(1).click();
    await page.reload();
    await page.getByTestId("decision").waitFor();
    expect(await rows.nth(1).getAttribute("aria-current")).toBe("true");
    expect(page.url()).toContain((await api<PhotographList>("photographs")).photographs[1]?.id);
  });

  it("fits a tablet, with room for a finger everywhere", async () => {
    const tablet = await open(TABLET, false, true);
    await tablet.locator("a.row").nth(1).click();
    await tablet.getByTestId("decision").waitFor();
    const across = await tablet.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(across).toBeLessThanOrEqual(0);
    const small = await tablet.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "button:not(.ref), a.row, .brand, summary, input[type=range]",
        ),
      ]
        .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);

    const edge = await tablet.getByTestId("viewer").boundingBox();
    if (!edge) throw new Error("the viewer has no place on the page");
    await pinch(tablet, edge.x + edge.width / 2, edge.y + edge.height / 2);
    const zoom = Number(await tablet.getByTestId("viewer").getAttribute("data-zoom"));
    expect(zoom).toBeGreaterThan(2);
    expect(await tablet.evaluate(() => visualViewport?.scale)).toBe(1);
    await tablet.getByLabel(t("viewer-fit-hint")).click();
    await shot(tablet, "reading-820x1180");
    await tablet.context().close();
    const dark = await open(TABLET, true, true);
    await dark.locator("a.row").nth(1).click();
    await dark.getByTestId("decision").waitFor();
    await shot(dark, "reading-820x1180-dark");
    await dark.context().close();
  });

  it("prints one page", async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBe(1);
  });

  it("says when the box is away, and is up to date once it is back", async () => {
    const port = Number(new URL(station.url).port);
    await station.stop("SIGKILL");
    await page.getByText(t("station-lost")).waitFor({ timeout: 20_000 });
    station = await start(data, port);
    await page.getByText(t("station-lost")).waitFor({ state: "detached", timeout: 40_000 });
    expect(await page.locator("a.row").count()).toBe(2);
    await page.getByTestId("decision").waitFor();

    // What another tablet sends appears here too: the stream of events is up again.
    const form = new FormData();
    const other = join(dirname(photograph()), "healthy-os.jpg");
    form.append("photograph", new Blob([readFileSync(other)]), "from-another-tablet.jpg");
    const answer = await fetch(`${station.url}/api/photographs`, { method: "POST", body: form });
    expect(answer.status).toBe(201);
    await page.locator("a.row").nth(2).waitFor({ timeout: 30_000 });
    expect(await page.locator("a.row").first().innerText()).toContain("from-another-tablet.jpg");
  });

  it("asked nobody but the box, and broke nothing", () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
