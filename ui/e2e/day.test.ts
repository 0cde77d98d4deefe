// A technician's day, end to end: a real browser, the real program, a folder of drawn eyes in place of the camera.
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Visit } from "../src/api/day";
import type { PhotographList, Reading } from "../src/api/types";
import { LANGUAGES, speak, t } from "../src/strings";
import { LAPTOP, SMALL_TABLET, shot } from "./browser";
import {
  ADMINISTRATOR,
  begin,
  end,
  fits,
  look,
  next,
  PASSWORD,
  PIN,
  type Place,
  scan,
  serious,
  signIn,
  take,
} from "./people";
import { start } from "./station";

const READ_MS = 90_000;
let at: Place;
let page: Page;
const complaints: string[] = [];
const strangers: string[] = [];

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await at.browser.newContext({ colorScheme: "light", ...options });
  const opened = await context.newPage();
  opened.on("request", (request) => {
    if (!request.url().startsWith(at.box.url) && !/^(blob|data):/.test(request.url()))
      strangers.push(request.url());
  });
  opened.on("pageerror", (error) => complaints.push(error.message));
  opened.on("console", (line) => {
    if (line.text().includes("Content Security Policy")) complaints.push(line.text());
  });
  await opened.goto(at.box.url);
  return opened;
}

const api = async <T>(on: Page, path: string) =>
  (await (await on.context().request.get(`${at.box.url}/api/${path}`)).json()) as T;
const visitId = (on: Page) => /visit\/([^/]+)/.exec(on.url())?.[1] ?? "";

beforeAll(async () => {
  at = await begin();
  page = await open({ viewport: LAPTOP });
});

// What was on the screen where something failed is kept too.
afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    await shot(page, `failed-${task.name.slice(0, 40).replace(/\W+/g, "-")}`);
});

afterAll(() => end(at));

/** From the worklist to the next person: everything a visit has, by touching what is next. */
async function aVisit(on: Page, code: string, name: string, shots: string) {
  await scan(on, code);
  await on.getByTestId("sheet-new").waitFor();
  expect(await on.locator("input[name=identifier]").inputValue()).toBe(code);
  await on.locator("input[name=name]").fill(name);
  await on.locator("input[name=year]").fill("61");
  expect(await serious(on)).toEqual([]);
  await shot(on, `new-${shots}`);
  await on.getByTestId("begin").click();

  await on.locator("[data-testid=visit][data-at=questions]").waitFor();
  expect(await on.getByTestId("next").isDisabled()).toBe(true);
  await on.locator("[data-choice=consent-yes]").check();
  await on.locator("[data-choice=diabetes-type_2]").check();
  await on.locator("#acuity-OD").selectOption({ label: "6/12" });
  await on.locator("[data-testid=kept][data-waiting='0']").waitFor({ timeout: 20_000 });
  expect(await serious(on)).toEqual([]);
  expect(await fits(on)).toEqual([]);
  await shot(on, `questions-${shots}`);
  await next(on);

  look(at.eyes, "moderate-exudates.jpg");
  await take(on, "right");
  expect(await serious(on)).toEqual([]);
  expect(await fits(on)).toEqual([]);
  await shot(on, `right-${shots}`);
  await next(on);
  look(at.eyes, "healthy-os.jpg");
  await take(on, "left");
  await next(on);

  const decision = on.getByTestId("person-decision");
  await decision.waitFor({ timeout: READ_MS });
  await on.getByTestId("viewer").waitFor();
  await on.locator(".viewer .mark").first().waitFor({ timeout: READ_MS });
  const visit = await api<Visit>(on, `encounters/${visitId(on)}`);
  expect(visit.photographs.map((one) => one.laterality).sort()).toEqual(["OD", "OS"]);
  expect(visit.encounter.diabetes).toBe("type_2");
  expect(visit.encounter.eyes.OD.acuity_logmar).toBe(0.3);
  await on.getByTestId("beside").first().click();
  expect(await on.getByTestId("viewer").count()).toBe(2);
  expect(await serious(on)).toEqual([]);
  await shot(on, `result-${shots}`);
  await next(on);

  await on.getByTestId("explain").waitFor();
  expect(await serious(on)).toEqual([]);
  await shot(on, `explain-${shots}`);
  await next(on);

  await on.getByTestId("report").waitFor();
  await on.getByTestId("end").click();
  await on.getByTestId("next-person").or(on.getByTestId("end-anyway")).first().waitFor({ timeout: READ_MS });
  if (await on.getByTestId("end-anyway").isVisible()) await on.getByTestId("end-anyway").click();
  await on.getByTestId("next-person").waitFor({ timeout: READ_MS });
  expect(await serious(on)).toEqual([]);
  await shot(on, `finish-${shots}`);
  await on.getByTestId("next-person").click();
  await on.getByTestId("worklist").waitFor();
  await on.locator("[data-testid=person]").first().waitFor();
  expect(await on.locator("[data-testid=person]").first().innerText()).toContain(name);
}

describe.sequential("a day at the clinic", () => {
  it("begins open and says so, and the wizard sets the box up", async () => {
    await page.getByTestId("open-station").waitFor();
    expect(await serious(page)).toEqual([]);
    await shot(page, "open-station");
    await page.getByTestId("open-station").locator("a").click();
    await page.getByTestId("sheet-wizard").waitFor();
    expect(await serious(page)).toEqual([]);
    await shot(page, "wizard-1");
    await page.locator("input[name=clinic]").fill("Kisumu Eye Camp");
    // Nothing is lost on reload.
    await page.reload();
    await page.getByTestId("wizard-next").click();
    await page.locator("input[name=username]").fill(ADMINISTRATOR);
    await page.locator("input[name=new-password]").fill(PASSWORD);
    await page.locator("input[name=new-password-again]").fill(PASSWORD);
    await page.locator("input[name=pin]").fill(PIN);
    expect(await serious(page)).toEqual([]);
    await shot(page, "wizard-2");
    await page.getByTestId("wizard-next").click();
    await page.locator(".wells .ok").nth(2).waitFor({ timeout: 60_000 });
    await shot(page, "wizard-3");
    await page.getByTestId("wizard-next").click();
    await page.getByTestId("worklist").waitFor({ timeout: 20_000 });
    expect(await page.getByTestId("open-station").count()).toBe(0);
    await shot(page, "worklist-empty");
  });

  it("lets nobody in without the password, and then shows the day", async () => {
    await page.goto(`${at.box.url}/#/more`);
    await page.getByTestId("sign-out").click();
    const form = page.getByTestId("sign-in");
    await form.waitFor();
    expect(await serious(page)).toEqual([]);
    await shot(page, "sign-in");
    await form.locator("input[name=username]").fill(ADMINISTRATOR);
    await form.locator("input[name=password]").fill("not this one at all");
    await form.locator("button[type=submit]").click();
    await form.locator(".wrong").waitFor();
    await page.goto(at.box.url);
    await signIn(page);
  });

  it("goes through a visit from the scanned code to the next person", async () => {
    await aVisit(page, "C-1001", "Fatima Khan", "1366x768");
  });

  it("says at once what is urgent, keeps what was entered over a reload, and on without a connection", async () => {
    await scan(page, "C-1002");
    await page.locator("input[name=name]").fill("Peter Otieno");
    await page.getByTestId("begin").click();
    await page.locator("[data-choice=consent-yes]").check();
    await page.context().setOffline(true);
    await page.locator("[data-choice=symptom-sudden_loss_of_sight]").check();
    await page.getByTestId("urgent").waitFor({ timeout: 10_000 });
    await page.locator("[data-testid=kept].wrong").waitFor({ timeout: 20_000 });
    expect(await page.getByTestId("kept").innerText()).toContain(t("visit-unsent"));
    await shot(page, "questions-offline");
    await page.context().setOffline(false);
    await page.reload();
    await page.locator("[data-testid=kept][data-waiting='0']").waitFor({ timeout: 30_000 });
    const kept = await api<Visit>(page, `encounters/${visitId(page)}`);
    expect(kept.encounter.symptoms).toEqual(["sudden_loss_of_sight"]);
    expect(kept.decision?.referral.category).toBe("urgent");
  });

  it("asks which eye it is where the picture looks like the other one", async () => {
    look(at.eyes, "healthy-os.jpg");
    await next(page);
    await take(page, "right");
    const asked = page.getByTestId("which-eye");
    await asked.waitFor({ timeout: READ_MS });
    expect(await serious(page)).toEqual([]);
    await shot(page, "which-eye");
    await asked.locator("[data-side=OS]").click();
    await asked.waitFor({ state: "detached", timeout: 20_000 });
    const { photographs } = await api<Visit>(page, `encounters/${visitId(page)}`);
    expect(
      photographs.map((one) => [one.laterality, (one as { laterality_by?: string }).laterality_by]),
    ).toEqual([["OS", "person"]]);
  });

  it("shows both versions where another tablet changed the same answers", async () => {
    const address = page.url().replace(/\/(right|left)$/, "/questions");
    await page.goto(address);
    const other = await open({ viewport: SMALL_TABLET, hasTouch: true });
    await signIn(other);
    await other.goto(address);
    await other.locator("[data-choice=symptom-floaters]").waitFor();
    await page.locator("[data-choice=diabetes-none]").waitFor();
    await page.route("**/api/encounters/**", (route) => route.abort());
    await page.locator("[data-choice=diabetes-none]").check();
    const sent = other.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
    await other.locator("[data-choice=diabetes-type_1]").check();
    await sent;
    await other.context().close();
    await page.unroute("**/api/encounters/**");
    const conflict = page.getByTestId("conflict");
    await conflict.waitFor({ timeout: 20_000 });
    await shot(page, "conflict");
    expect(await conflict.innerText()).toContain(t("diabetes-type_1"));
    await conflict.locator("button").first().click();
    await conflict.waitFor({ state: "detached" });
    await page.locator("[data-testid=kept][data-waiting='0']").waitFor({ timeout: 20_000 });
    await page.waitForTimeout(1_500);
    const kept = await api<Visit>(page, `encounters/${visitId(page)}`);
    expect(kept.encounter.diabetes).toBe("none");
  });

  it("catches the same person before they are added twice", async () => {
    await page.goto(`${at.box.url}/#/new`);
    await page.locator("input[name=identifier]").fill("C-9999");
    await page.locator("input[name=name]").fill("Fatima Khan");
    await page.locator("input[name=year]").fill("61");
    await page.getByTestId("begin").click();
    await page.getByTestId("alike").waitFor();
    expect(await serious(page)).toEqual([]);
    await shot(page, "alike");
    await page.locator("[data-testid=alike] a").first().click();
    await page.getByTestId("sheet-patient").waitFor();
    expect(await serious(page)).toEqual([]);
    await shot(page, "patient");
  });

  it("locks, and the PIN leads back to where one was", async () => {
    const before = page.url();
    await page.getByTestId("lock").click();
    await page.getByTestId("locked").waitFor();
    expect(await page.getByTestId("sheet-patient").count()).toBe(0);
    expect(await serious(page)).toEqual([]);
    await shot(page, "locked");
    for (const digit of PIN) await page.locator(`[data-digit="${digit}"]`).click();
    await page.getByTestId("unlock").click();
    await page.getByTestId("sheet-patient").waitFor();
    expect(page.url()).toBe(before);
  });

  it("tells of a box that went away in the middle of a capture, and loses nothing", async () => {
    await page.goto(`${at.box.url}/#/new/C-1003`);
    await page.locator("input[name=name]").fill("Grace Wanjiru");
    await page.getByTestId("begin").click();
    await page.locator("[data-choice=consent-yes]").check();
    await page.locator("[data-testid=kept][data-waiting='0']").waitFor({ timeout: 20_000 });
    look(at.eyes, "severe-haemorrhages.jpg");
    await next(page);
    await page.locator('[data-testid=live][data-state="live"]').waitFor({ timeout: 30_000 });
    await page.getByTestId("hint").waitFor({ timeout: 30_000 });
    const port = Number(new URL(at.box.url).port);
    await page.getByTestId("shutter").click({ noWaitAfter: true });
    await at.box.stop("SIGKILL");
    await page.getByText(t("station-lost")).waitFor({ timeout: 20_000 });
    await shot(page, "capture-lost");
    at.box = await start(join(at.data, "record"), port, at.eyes);
    await page.getByText(t("station-lost")).waitFor({ state: "detached", timeout: 40_000 });
    // The same visit, at the same step, and the camera is back.
    await page.locator("[data-testid=visit][data-at=right]").waitFor();
    const had = (await api<Visit>(page, `encounters/${visitId(page)}`)).photographs.length;
    if (had === 0) await take(page, "right");
    const kept = await api<Visit>(page, `encounters/${visitId(page)}`);
    expect(kept.photographs.length).toBe(1);
    expect(kept.consent.screening).toBe(true);
  });

  it("lets a doctor take a mark away, draw one, call it something else and change the grade, each a new version", async () => {
    const { photographs } = await api<PhotographList>(page, "photographs");
    const one = photographs.find((photograph) => photograph.reading?.category === "refer");
    if (!one) throw new Error("nobody was referred");
    const path = `photographs/${one.id}/reading`;
    const before = await api<Reading>(page, path);
    const finding = before.findings.find((found) => !found.research);
    if (!finding) throw new Error("nothing was found");
    await page.goto(`${at.box.url}/#/${one.id}`);
    await page.getByTestId("doctor").waitFor();
    await page.locator(`[data-open=${finding.label}]`).click();
    await page.locator(`[data-finding=${finding.id}]`).click();
    expect(await serious(page)).toEqual([]);
    await shot(page, "doctor");
    await page.getByTestId("reject-finding").click();
    const reading = async (is: (reading: Reading) => boolean) => {
      for (let tries = 0; tries < 60; tries++) {
        const now = await api<Reading>(page, path);
        if (is(now)) return now;
        await page.waitForTimeout(250);
      }
      throw new Error("no such version came");
    };
    const less = await reading((now) => now.findings.length === before.findings.length - 1);
    expect(less.supersedes).toBe(before.id);
    await page.waitForFunction(
      (n) => document.querySelectorAll(".viewer .mark").length === n,
      less.findings.length,
    );

    await page.getByTestId("draw").click();
    const edge = await page.getByTestId("viewer").boundingBox();
    if (!edge) throw new Error("the viewer has no place on the page");
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 40, { steps: 5 });
    await page.mouse.up();
    const more = await reading((now) => now.findings.length === before.findings.length);
    expect(more.findings.some((found) => found.source === "person" && found.label === "haemorrhage")).toBe(
      true,
    );

    await page.waitForFunction(
      (n) => document.querySelectorAll(".viewer .mark").length === n,
      more.findings.length,
    );
    await page.locator("[data-grade=icdr]").selectOption("3");
    const graded = await reading((now) => now.conditions.some((found) => found.stage?.value === 3));
    expect(graded.corrected_by).toBeTruthy();
    expect((await page.getByTestId("doctor").innerText()).length).toBeGreaterThan(0);
    await shot(page, "doctor-corrected");
  });

  it("is the same on a small tablet with fingers", async () => {
    const tablet = await open({ viewport: SMALL_TABLET, hasTouch: true });
    await signIn(tablet);
    expect(await fits(tablet)).toEqual([]);
    await aVisit(tablet, "C-2001", "Sunita Rao", "768x1024");
    await shot(tablet, "worklist-768x1024");
    await tablet.context().close();
  });

  it.skipIf(!LANGUAGES.some(({ lang }) => lang === "ar"))("is the same from right to left", async () => {
    const tablet = await open({ viewport: SMALL_TABLET, hasTouch: true });
    await tablet.getByTestId("language").selectOption("ar");
    await tablet.waitForFunction(() => document.documentElement.dir === "rtl");
    await shot(tablet, "sign-in-ar");
    await tablet.locator("input[name=username]").fill(ADMINISTRATOR);
    await tablet.locator("input[name=password]").fill("not the password");
    await tablet.locator("button[type=submit]").click();
    await tablet.locator("[role=alert] .detail[lang=en]", { hasText: "do not belong together" }).waitFor();
    await speak("ar");
    const told = t("fault-signed_out");
    await speak("en");
    expect(await tablet.locator("[role=alert]").innerText()).toContain(told);
    expect(await serious(tablet)).toEqual([]);
    await shot(tablet, "fault-ar");
    await signIn(tablet);
    expect(await fits(tablet)).toEqual([]);
    await aVisit(tablet, "C-3001", "أحمد علي", "ar");
    await shot(tablet, "worklist-ar");
    await tablet.context().close();
  });

  it("has pages for the rest, each without a serious fault", async () => {
    for (const name of ["more", "system", "charts", "negatives", "operators", "audit"]) {
      await page.goto(`${at.box.url}/#/${name}`);
      await page.getByTestId(`sheet-${name}`).waitFor();
      await page.waitForTimeout(600);
      expect(await serious(page), name).toEqual([]);
      await shot(page, name);
    }
  });

  it("asked nobody but the box, and broke nothing", () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
