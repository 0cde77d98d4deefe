// One headless Chromium with nothing of its own on the network, and the acts that the tests share.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

export const TABLET = { width: 820, height: 1180 };
export const SMALL_TABLET = { width: 768, height: 1024 };
export const LAPTOP = { width: 1366, height: 768 };
export const DESKTOP = { width: 1440, height: 900 };

/** A small tablet, worked with fingers. */
export const smallTablet = (browser: Browser) =>
  browser.newContext({ viewport: SMALL_TABLET, hasTouch: true, colorScheme: "light" });

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's own Chromium; a fresh profile each time. Under load it now and then dies while it starts, hence the tries. */
export async function launch(tries = 3): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath))
    throw new Error(`${executablePath} is not there; install it (apt-get install chromium) or set CHROMIUM`);
  try {
    return await chromium.launch({ executablePath, headless: true, args: FLAGS });
  } catch (error) {
    if (tries <= 1) throw error;
    return launch(tries - 1);
  }
}

/** Drops a file on the page the way a person does, with a DataTransfer that carries its bytes. */
export async function drop(page: Page, path: string, type = "image/jpeg") {
  const bytes = readFileSync(path).toString("base64");
  const carried = await page.evaluateHandle(
    ([bytes, name, type]) => {
      const transfer = new DataTransfer();
      const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([data], name, { type }));
      return transfer;
    },
    [bytes, basename(path), type] as const,
  );
  await page.dispatchEvent("main", "dragenter", { dataTransfer: carried });
  await page.locator(".drop-cover").waitFor();
  await page.dispatchEvent("main", "drop", { dataTransfer: carried });
}

/** Two fingers that move apart, one up and one down, from 40 to 200 pixels. */
export async function pinch(page: Page, x: number, y: number) {
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x, y: y - apart / 2, id: 1 },
    { x, y: y + apart / 2, id: 2 },
  ];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(40) });
  for (let apart = 50; apart <= 200; apart += 10)
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touch.detach();
}

/** Kept for a person to look at; not compared. */
export async function shot(page: Page, name: string) {
  const folder = resolve(import.meta.dirname, "../../build/screens");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
