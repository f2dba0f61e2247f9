// Time from the answer to a writer to the picture of the change in another window that has the board open:
// node push.mjs <address of web> [--moves 200]
import { launch, machine, quantile, signIn, webAddress } from "./browser.mjs";
import { makeBoard } from "./real-board.mjs";

const web = webAddress();
const moves = process.argv.includes("--moves") ? Number(process.argv[process.argv.indexOf("--moves") + 1]) : 200;
const cards = 100;
const pauseMs = 150;

const browser = await launch();
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
await signIn(page, web);
const boardId = await makeBoard(page, cards);
const token = await page.evaluate(() => JSON.parse(Object.entries(sessionStorage).find(([key]) => key.includes("user:"))[1]).access_token);
const headers = { "Authorization": `Bearer ${token}`, "Content-Type": "application/json" };
const { columns, cards: all } = await (await fetch(`${web}/api/boards/${boardId}`, { headers })).json();
const places = columns.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ id }) => id);

const devtools = await page.createCDPSession();
await devtools.send("Network.enable");
const live = new Promise((resolve) => devtools.on("Network.webSocketFrameReceived", ({ response }) => response.payloadData.includes("subscribe_success") && resolve()));
await page.goto(`${web}/b/${boardId}`);
await page.waitForSelector("[data-card]");
await live;
await pause(2_000);
let questions = 0;
page.on("request", (request) => { questions += request.url().includes("/events?after=") ? 1 : 0; });
// When the picture that has a title at the top of a column is on its way to the screen, in milliseconds since 1970.
await page.evaluate(() => {
  window.shownAt = new Map();
  const look = () => {
    for (const link of document.querySelectorAll("[data-card] .card-link")) {
      const title = link.textContent;
      if (title.startsWith("Move ") && !window.shownAt.has(title)) {
        window.shownAt.set(title, null);
        requestAnimationFrame(() => setTimeout(() => window.shownAt.set(title, performance.timeOrigin + performance.now())));
      }
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
});

const times = [];
for (let move = 0; move < moves; move++) {
  // Each change is a card of its own at the top, so that it is in sight whatever the window shows.
  const title = `Move ${move}`;
  const columnId = places[move % places.length];
  const before = all.filter((card) => card.columnId === columnId).toSorted((a, b) => (a.rank < b.rank ? -1 : 1))[0]?.id ?? null;
  const answer = await fetch(`${web}/api/boards/${boardId}/cards`, { method: "POST", headers, body: JSON.stringify({ columnId, title, before }) });
  const answeredAt = performance.timeOrigin + performance.now();
  const [{ after }] = (await answer.json()).cards;
  all.push(after);
  const shownAt = await (await page.waitForFunction((name) => window.shownAt.get(name) ?? false, { polling: 10 }, title)).jsonValue();
  times.push(Math.max(0, shownAt - answeredAt));
  await pause(pauseMs);
}
await browser.close();

console.log(`${machine()}, ${moves} changes on a board of ${cards} cards, ${questions} questions to the log`);
console.log("| from the answer to the picture | ms |");
console.log("| --- | ---: |");
for (const [name, share] of [["p50", 0.5], ["p95", 0.95], ["p99", 0.99]]) {
  console.log(`| ${name} | ${quantile(times, share).toFixed(0)} |`);
}

function pause(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}
