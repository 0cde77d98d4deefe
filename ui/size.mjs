// Fails the build when the page's script grows past what a cheap tablet should have to parse.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 150_000;
const folder = new URL("dist/assets/", import.meta.url);
const languages = readdirSync(new URL("../languages/", import.meta.url)).map((name) => name.split(".")[0]);
const isWords = (name) => languages.includes(name.split("-")[0]);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, size: gzipSync(readFileSync(new URL(name, folder))).length }));
// A tablet loads one language.
const words = Math.max(...files.filter(({ name }) => isWords(name)).map((file) => file.size));
const size = files.filter(({ name }) => !isWords(name)).reduce((sum, file) => sum + file.size, words);
console.log(`script: ${size} bytes gzipped, ${words} of them the longest language (limit ${limit})`);
if (size > limit) process.exit(1);
