// How a board of 50, 2,000 and 5,000 cards feels in the browser: node board.mjs <address of web>
// The board's answer is made up here, so that the figures are the browser's and not the table's.
import { launch, machine, quantile, signIn, subOf, webAddress } from "./browser.mjs";
import { board, boardId } from "./made-up-board.mjs";

const web = webAddress();
const browser = await launch();
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
await signIn(page, web);
const sub = await subOf(page);

let cards = 0;
await page.setRequestInterception(true);
page.on("request", (request) => {
  const path = new URL(request.url()).pathname;
  if (path === `/api/boards/${boardId}`) {
    request.respond({ contentType: "application/json", body: JSON.stringify(board(cards, sub)) });
  } else if (path.startsWith(`/api/boards/${boardId}/`)) {
    request.respond({ contentType: "application/json", body: JSON.stringify({ events: [], seq: 1, more: false }) });
  } else {
    request.continue();
  }
});

console.log(machine());
console.log("| cards | first card ms | mounted | frame p50 ms | frame p95 ms | longest handler ms | handlers over 8 ms |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const count of [50, 2_000, 5_000]) {
  cards = count;
  await page.evaluate(() => indexedDB.deleteDatabase("boards"));
  const before = Date.now();
  await page.goto(`${web}/b/${boardId}`, { waitUntil: "domcontentloaded" });
  await page.waitForSelector("[data-card]");
  const firstCardMs = Date.now() - before;
  await new Promise((resume) => setTimeout(resume, 1_000));
  const drag = await dragAcross();
  console.log(`| ${count} | ${firstCardMs} | ${drag.mounted} | ${drag.p50.toFixed(1)} | ${drag.p95.toFixed(1)} | ${Math.max(...drag.handlers).toFixed(1)} | ${drag.handlers.filter((ms) => ms > 8).length} of ${drag.handlers.length} |`);
}
await browser.close();

/** Drags a card over all columns and back; frames and the script of every event and timer are counted between press and release. */
async function dragAcross() {
  await page.tracing.start({ categories: ["devtools.timeline"] });
  await page.evaluate(() => {
    const frames = [];
    let last = performance.now();
    let on = true;
    const tick = (now) => {
      frames.push(now - last);
      last = now;
      if (on) {
        requestAnimationFrame(tick);
      }
    };
    requestAnimationFrame(tick);
    window.stopFrames = () => {
      on = false;
      return { frames: frames.slice(2), mounted: document.querySelectorAll("[data-card]").length };
    };
  });
  await page.waitForSelector(".board-body[data-drag]");
  const { x, y } = await (await page.$("[data-card]")).boundingBox();
  await page.mouse.move(x + 40, y + 15);
  await page.mouse.down();
  for (let step = 0; step < 160; step++) {
    await page.mouse.move(60 + (1_150 * (step % 80)) / 80, 220 + 240 * Math.abs(Math.sin(step / 9)));
  }
  if ((await page.$(".card-dragging")) === null) {
    throw new Error("Nothing was dragged.");
  }
  const { frames, mounted } = await page.evaluate(() => window.stopFrames());
  const handlers = handlersIn(await page.tracing.stop());
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return { mounted, handlers, p50: quantile(frames, 0.5), p95: quantile(frames, 0.95) };
}

/** Durations in ms of the events, frames and timers that ran script of the page, from Chromium's own trace. */
function handlersIn(trace) {
  const names = new Set(["EventDispatch", "FireAnimationFrame", "TimerFire", "RunMicrotasks"]);
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  return traceEvents.filter(({ name, ph, dur }) => names.has(name) && ph === "X" && dur > 0).map(({ dur }) => dur / 1_000);
}
