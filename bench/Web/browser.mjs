import { existsSync } from "node:fs";
import { cpus } from "node:os";
import puppeteer from "puppeteer-core";

const places = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (executablePath === undefined) {
    throw new Error("Set CHROMIUM_PATH to Chromium or Chrome.");
  }
  return puppeteer.launch({
    executablePath,
    // What lies beyond the window is never drawn, and Event Timing waits for it: the window is larger than every viewport here.
    args: ["--window-size=1400,1000", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Signs in as the demo user by the hosted page. */
export async function signIn(page, web) {
  await page.goto(`${web}/boards`);
  await (await page.waitForSelector("main .button-primary")).click();
  await (await page.waitForSelector("input[name=username]")).type("demo@example.com");
  await page.type("input[name=password]", "Kanban-2026!");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".top-actions .menu");
}

/** The signed-in user's id at the user pool. */
export const subOf = (page) =>
  page.evaluate(() => JSON.parse(Object.entries(sessionStorage).find(([key]) => key.includes("user:"))[1]).profile.sub);

export function webAddress() {
  const web = process.argv[2];
  if (web === undefined) {
    console.error("usage: node <script> <address of web>, for example http://localhost:5080");
    process.exit(2);
  }
  return web.replace(/\/$/, "");
}

export const machine = () => `${cpus().length} cores, ${cpus()[0]?.model ?? "?"}, Node ${process.version}`;

export const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
