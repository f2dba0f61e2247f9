/// <reference types="vitest/config" />
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "wwwroot",
    emptyOutDir: true,
    target: "es2023",
    // The content security policy allows no data: fonts or scripts, and small files compress well on their own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // It keeps its state in its modules: each test loads them afresh.
  test: { server: { deps: { inline: ["web-vitals"] } } },
});
