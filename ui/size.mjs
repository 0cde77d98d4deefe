// Fails the build when the page's script grows past what a cheap tablet should have to parse.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 60_000;
const folder = new URL("dist/assets/", import.meta.url);
const size = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
console.log(`script: ${size} bytes gzipped (limit ${limit})`);
if (size > limit) process.exit(1);
