// Makes src/strings/keys.d.ts from languages/en.ftl: the strings there are and what each is given.
import { readFileSync, writeFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";

const source = new URL("../languages/en.ftl", import.meta.url);
const variables = (part) => {
  if (Array.isArray(part)) return part.flatMap(variables);
  if (part === null || typeof part !== "object") return [];
  if (part.type === "var") return [part.name];
  return Object.values(part).flatMap(variables);
};

const text = readFileSync(source, "utf8");
const { body } = new FluentResource(text);
const declared = text.match(/^[A-Za-z][\w-]* *=/gm) ?? [];
if (declared.length !== body.length)
  throw new Error(`languages/en.ftl declares ${declared.length} strings, ${body.length} of them can be read`);
const seen = new Set();
for (const { id } of body) {
  if (seen.has(id)) throw new Error(`languages/en.ftl has ${id} twice`);
  seen.add(id);
}
const lines = body.map(({ id, value }) => {
  const given = [...new Set(variables(value))].map((name) => `${name}: string | number`);
  return `  "${id}": ${given.length > 0 ? `{ ${given.join("; ")} }` : "null"};`;
});
writeFileSync(
  new URL("src/strings/keys.d.ts", import.meta.url),
  `// Made from languages/en.ftl by words.mjs.\nexport interface Words {\n${lines.join("\n")}\n}\n`,
);
