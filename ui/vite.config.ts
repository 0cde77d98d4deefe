// The page's build: one script, one style sheet, nothing inline, so that the server's policy can forbid inline script.
import { defineConfig } from "vitest/config";

const target = process.env.OCELLUS_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
  // The program takes changes from its own origin only.
  // The catalogues lie beside this folder.
  server: {
    fs: { allow: [".."] },
    proxy: { "/api": { target, changeOrigin: true, headers: { origin: target } } },
  },
  test: { include: ["test/**/*.test.ts"], environment: "node", setupFiles: ["test/setup.ts"] },
});
