// Time from navigation to the first card's paint at 50, 500 and 2,000 cards, with an empty cache and on a second visit,
// locally and over a network of 100 ms round trips: node first-card.mjs <address of web> [--runs 10] [--real]
// The board's answer is made up; with --real, boards are made through the API and the server's own time counts too.
import { gzipSync } from "node:zlib";
import { launch, machine, quantile, signIn, subOf, webAddress } from "./browser.mjs";
import { board, boardId } from "./made-up-board.mjs";
import { makeBoard } from "./real-board.mjs";

const web = webAddress();
const real = process.argv.includes("--real");
const runs = process.argv.includes("--runs") ? Number(process.argv[process.argv.indexOf("--runs") + 1]) : 10;
const bytesPerSecond = 10_000_000 / 8;
const networks = {
  local: { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  "100 ms": { offline: false, latency: 100, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
};
const browser = await launch();
const page = await browser.newPage();
const devtools = await page.createCDPSession();
await devtools.send("Network.enable");
await page.setViewport({ width: 1280, height: 800 });
await signIn(page, web);
const sub = await subOf(page);
// Chromium times the paint of an element that asks for it; the attribute is on the first card before it is shown.
await page.evaluateOnNewDocument(() => {
  new PerformanceObserver((list) => { window.firstCardMs ??= list.getEntries()[0].renderTime; }).observe({ type: "element", buffered: true });
  new MutationObserver((_, observer) => {
    const link = document.querySelector("[data-card] .card-link");
    if (link !== null) {
      link.setAttribute("elementtiming", "first-card");
      observer.disconnect();
    }
  }).observe(document, { childList: true, subtree: true });
});

const noEvents = answerOf({ events: [], seq: 1, more: false });
let answer = noEvents;
let network = networks.local;
if (!real) {
  await answerBoards();
}
console.log(`${machine()}, ${runs} runs${real ? ", real boards" : ""}`);
console.log("| cards | network | visit | p50 ms | p95 ms |");
console.log("| ---: | --- | --- | ---: | ---: |");
for (const count of [50, 500, 2_000]) {
  answer = answerOf(board(count, sub));
  const url = `${web}/b/${real ? await makeBoard(page, count) : boardId}`;
  await firstCard(url, "second", networks.local);
  for (const [name, conditions] of Object.entries(networks)) {
    for (const visit of ["first", "second"]) {
      const times = [];
      for (let run = 0; run < runs; run++) {
        times.push(await firstCard(url, visit, conditions));
      }
      console.log(`| ${count} | ${name} | ${visit} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} |`);
    }
  }
}
await browser.close();

/** One load; before a second visit, a first one fills the caches. */
async function firstCard(url, visit, conditions) {
  await useNetwork(networks.local);
  await devtools.send("Network.clearBrowserCache");
  await page.goto(`${web}/robots.txt`);
  await page.evaluate(() => new Promise((resume) => {
    indexedDB.deleteDatabase("boards").onsuccess = resume;
    Object.keys(localStorage).filter((name) => name.startsWith("cached.")).forEach((name) => localStorage.removeItem(name));
  }));
  if (visit === "second") {
    await shown(url);
    // The board is stored, and the page idle, before it is left.
    await page.waitForFunction((id) => localStorage.getItem(`cached.${id}`) !== null, {}, url.split("/").at(-1));
    await page.goto(`${web}/robots.txt`);
  }
  await useNetwork(conditions);
  return shown(url);
}

async function useNetwork(conditions) {
  network = conditions;
  await devtools.send("Network.emulateNetworkConditions", conditions);
}

async function shown(url) {
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return (await page.waitForFunction(() => window.firstCardMs)).jsonValue();
}

/**
 * Answers in the server's stead, a conditional request with 304. Interception must not switch the browser's cache off, and an
 * answer made up here passes by the emulated network, so it waits as long as that takes.
 */
async function answerBoards() {
  await devtools.send("Fetch.enable", { patterns: [{ urlPattern: `${web}/api/boards/${boardId}*` }] });
  devtools.on("Fetch.requestPaused", async ({ requestId, request }) => {
    const whole = new URL(request.url).pathname === `/api/boards/${boardId}`;
    const known = Object.entries(request.headers).some(([name, value]) => name.toLowerCase() === "if-none-match" && value === '"1"');
    const { json, gzippedBytes } = whole ? answer : noEvents;
    if (network.latency > 0) {
      await new Promise((resume) => setTimeout(resume, network.latency + (whole && known ? 0 : (gzippedBytes / bytesPerSecond) * 1_000)));
    }
    await devtools.send("Fetch.fulfillRequest", whole && known
      ? { requestId, responseCode: 304 }
      : { requestId, responseCode: 200, responseHeaders: [{ name: "Content-Type", value: "application/json" }], body: json }).catch(() => undefined);
  });
}

/** Made before it is asked for, so that making it takes no part of the time. */
function answerOf(content) {
  const json = Buffer.from(JSON.stringify(content));
  return { json: json.toString("base64"), gzippedBytes: gzipSync(json).length };
}
