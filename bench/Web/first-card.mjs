// Time from navigation to the first card's paint at 50, 500 and 2,000 cards, with an empty cache and on a second visit,
// locally and over a network of 100 ms round trips: node first-card.mjs <address of web> [--runs 15] [--real]
// The board's answer is made up; with --real, boards are made through the API and the server's own time counts too.
import { launch, machine, quantile, signIn, subOf, webAddress } from "./browser.mjs";
import { board, boardId } from "./made-up-board.mjs";

const web = webAddress();
const real = process.argv.includes("--real");
const runs = process.argv.includes("--runs") ? Number(process.argv[process.argv.indexOf("--runs") + 1]) : 15;
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

let cards = 0;
if (!real) {
  await answerBoards();
}
console.log(`${machine()}, ${runs} runs${real ? ", real boards" : ""}`);
console.log("| cards | network | visit | p50 ms | p95 ms |");
console.log("| ---: | --- | --- | ---: | ---: |");
for (const count of [50, 500, 2_000]) {
  cards = count;
  const url = `${web}/b/${real ? await makeBoard(count) : boardId}`;
  for (const [network, conditions] of Object.entries(networks)) {
    for (const visit of ["first", "second"]) {
      const times = [];
      for (let run = 0; run < runs; run++) {
        times.push(await firstCard(url, visit, conditions));
      }
      console.log(`| ${count} | ${network} | ${visit} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} |`);
    }
  }
}
await browser.close();

/** One load; before a second visit, a first one fills the caches. */
async function firstCard(url, visit, conditions) {
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", networks.local);
  await devtools.send("Network.clearBrowserCache");
  await page.goto(`${web}/robots.txt`);
  await page.evaluate(() => {
    indexedDB.deleteDatabase("boards");
    Object.keys(localStorage).filter((name) => name.startsWith("cached.")).forEach((name) => localStorage.removeItem(name));
  });
  if (visit === "second") {
    await shown(url);
    // The board is stored, and the page idle, before it is left.
    await page.waitForFunction((id) => localStorage.getItem(`cached.${id}`) !== null, {}, url.split("/").at(-1));
    await page.goto(`${web}/robots.txt`);
  }
  await devtools.send("Network.emulateNetworkConditions", conditions);
  return shown(url);
}

async function shown(url) {
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return (await page.waitForFunction(() => window.firstCardMs)).jsonValue();
}

/** Answers in the page's stead of the server, after a conditional request too. Interception must not switch the browser's cache off. */
async function answerBoards() {
  await devtools.send("Fetch.enable", { patterns: [{ urlPattern: `${web}/api/boards/${boardId}*` }] });
  devtools.on("Fetch.requestPaused", ({ requestId, request }) => {
    const whole = new URL(request.url).pathname === `/api/boards/${boardId}`;
    const known = Object.entries(request.headers).some(([name, value]) => name.toLowerCase() === "if-none-match" && value === '"1"');
    const body = JSON.stringify(whole ? board(cards, sub) : { events: [], seq: 1, more: false });
    void devtools.send("Fetch.fulfillRequest", whole && known
      ? { requestId, responseCode: 304 }
      : { requestId, responseCode: 200, responseHeaders: [{ name: "Content-Type", value: "application/json" }], body: Buffer.from(body).toString("base64") }).catch(() => undefined);
  });
}

/** Makes a board of that many cards through the API; a step that is throttled is repeated. */
async function makeBoard(count) {
  return page.evaluate(async (total) => {
    const token = JSON.parse(Object.entries(sessionStorage).find(([key]) => key.includes("user:"))[1]).access_token;
    const send = async (method, path, body) => {
      const headers = { "Content-Type": "application/json", "Authorization": `Bearer ${token}` };
      const response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      if (response.status === 429 || response.status === 503) {
        await new Promise((resume) => setTimeout(resume, 1_000));
        return send(method, path, body);
      }
      if (!response.ok) {
        throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      }
      return response.json();
    };
    const { board: { id } } = await send("POST", "/api/boards", { name: `${total} cards`, columns: ["To do", "In progress", "Review", "Done"] });
    const { columns } = await send("GET", `/api/boards/${id}`);
    for (let made = 0; made < total; made += 4) {
      const some = columns.slice(0, total - made);
      await Promise.all(some.map((column, at) => send("POST", `/api/boards/${id}/cards`, { columnId: column.id, title: `A card of a long list, number ${made + at}` })));
    }
    return id;
  }, count);
}
