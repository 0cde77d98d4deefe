// Starts and stops the real program for the browser tests, with a record of its own that is thrown away.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const START_MS = 30_000;
const STOP_MS = 15_000;

export type Running = { url: string; stop: (signal?: NodeJS.Signals) => Promise<void> };

export const makeFolder = () => mkdtempSync(join(tmpdir(), "ocellus-page-"));
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** The program under test; `make test` names it. */
function program(): string {
  const path = process.env.OCELLUS_BIN ?? join(root, "target/release/ocellus");
  if (existsSync(path)) return path;
  throw new Error(`${path} is not there; build it (cargo build --release) or name it in OCELLUS_BIN`);
}

/** A synthetic eye with lesions, or the photograph named in OCELLUS_PHOTO. */
export const photograph = () =>
  resolve(process.env.OCELLUS_PHOTO ?? join(root, "examples/moderate-exudates.jpg"));

/** Resolves once photographs can be taken. Port 0 takes a free one. Without a folder to replay it has no camera. */
export function start(data: string, port = 0, replay = ""): Promise<Running> {
  const bundle = process.env.OCELLUS_BUNDLE;
  const camera = replay ? `replay:${replay}` : "none";
  const args = ["serve", "--address", `127.0.0.1:${port}`, "--data", data, "--camera", camera];
  if (bundle) args.push("--bundle", resolve(bundle));
  const child = spawn(program(), args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((ready, fail) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      fail(new Error(`no address within ${START_MS} ms; it said:\n${said}`));
    }, START_MS);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!url) return;
      clearTimeout(late);
      ready({ url, stop: (signal = "SIGTERM") => end(child, signal) });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", fail);
    child.once("exit", (code) => {
      clearTimeout(late);
      fail(new Error(`it ended with ${code} before it served; it said:\n${said}`));
    });
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.once("exit", () => {
      clearTimeout(late);
      done();
    });
    child.kill(signal);
  });
}
