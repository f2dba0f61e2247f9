// A scripted session on a board of 500 cards that is made through the API: how long each kind of interaction takes to the next
// paint, as the Event Timing API says: node session.mjs <address of web> [--minutes 5]
import { launch, machine, quantile, signIn, webAddress } from "./browser.mjs";
import { watchInteractions } from "./interactions.mjs";
import { makeBoard } from "./real-board.mjs";

const web = webAddress();
const minutes = process.argv.includes("--minutes") ? Number(process.argv[process.argv.indexOf("--minutes") + 1]) : 5;
const cards = 500;
const targetMs = 100;
const pauseMs = 150;

const browser = await launch();
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
await signIn(page, web);
const boardId = await makeBoard(page, cards);
const interactions = await watchInteractions(page);
await page.goto(`${web}/b/${boardId}`);
await page.waitForSelector(".board-body[data-drag]");
await pause(2_000);

let random = 1;
let made = 0;
const steps = [dragCard, carryCard, addCard, renameCard, filterCards, openAndClose, commentOnCard, tickCard, openMenus, usePalette];
const endMs = Date.now() + minutes * 60_000;
let rounds = 0;
while (Date.now() < endMs) {
  for (const step of steps) {
    await step().catch((error) => { throw new Error(`${step.name}, round ${rounds + 1}`, { cause: error }); });
  }
  rounds++;
}

console.log(`${machine()}, ${minutes} minutes, ${rounds} rounds, ${cards} cards`);
console.log("| interaction | times | p75 ms | p98 ms | at most 100 ms at p75 |");
console.log("| --- | ---: | ---: | ---: | --- |");
const durations = await interactions.durations();
durations.set("all", [...durations.values()].flat());
for (const [kind, times] of durations) {
  const p75 = quantile(times, 0.75);
  console.log(`| ${kind} | ${times.length} | ${p75} | ${quantile(times, 0.98)} | ${p75 <= targetMs ? "yes" : "no"} |`);
}
await everythingIsStored();
await browser.close();

/** A mouse takes a card to another column. */
async function dragCard() {
  const { x, y, column } = await somePlace("[data-card]");
  const to = await somePlace("[data-card]", column);
  await page.mouse.move(x + 40, y + 12);
  await interactions.during("move by drag", 1, async () => {
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 20, { steps: 3 });
    await page.waitForSelector(".card-dragging");
    await page.mouse.move(to.x + 60, to.y + 20, { steps: 15 });
    await page.waitForSelector(".column-over");
    await page.mouse.up();
  });
  await page.waitForSelector(".card-dragging", { hidden: true });
  await pause();
}

/** Keys pick a card up, carry it to a neighbouring column and down, and drop it. */
async function carryCard() {
  await (await someCard()).focus();
  const sideways = await page.evaluate(() => document.activeElement.closest("[data-column]").nextElementSibling?.matches("[data-column]") === true ? "ArrowRight" : "ArrowLeft");
  await press("move by key", "Space");
  await page.waitForSelector(".card-grabbed");
  for (const key of [sideways, "ArrowDown", "ArrowDown", "Space"]) {
    await press("move by key", key);
  }
  await page.waitForSelector(".card-grabbed", { hidden: true });
  await pause();
}

async function addCard() {
  await click("add", ".add-card");
  await page.waitForSelector(".add-card-field");
  await write("type a new card", `Written in the session ${++made}`);
  await press("add", "Enter");
  await page.waitForFunction(() => document.querySelector(".add-card-field")?.value === "");
  await press("add", "Escape");
  await pause();
}

async function renameCard() {
  await openCard();
  await click("rename", ".card-title-field");
  await page.keyboard.press("End");
  await write("type in a title", " again");
  await press("rename", "Enter");
  await closeCard();
}

/** Each letter filters the board. */
async function filterCards() {
  await press("filter", "/");
  await page.waitForFunction(() => document.activeElement?.id === "board-search");
  await write("filter", "number 12");
  await page.waitForSelector(".filter-count");
  await press("filter", "Escape");
  await page.waitForSelector(".filter-count", { hidden: true });
  await pause();
}

async function openAndClose() {
  await openCard();
  await closeCard();
}

async function commentOnCard() {
  await openCard();
  await page.waitForSelector(".new-comment textarea");
  await click("comment", ".new-comment textarea");
  await write("type a comment", "Looks good to me");
  await click("comment", ".new-comment [type=submit]");
  await page.waitForSelector(".comment-text");
  await closeCard();
}

/** Ticks a card, which moves it to the column of what is done, or one there, which moves it back. */
async function tickCard() {
  const { x, y } = await somePlace(".card-tick");
  await interactions.during("tick", 1, () => page.mouse.click(x + 6, y + 6));
  await pause();
}

async function openMenus() {
  const { x, y } = await somePlace("[data-card]");
  await interactions.during("menu", 1, () => page.mouse.click(x + 40, y + 12, { button: "right" }));
  await page.waitForSelector(".menu-panel");
  await press("menu", "ArrowDown");
  await press("menu", "Escape");
  await page.waitForSelector(".menu-panel", { hidden: true });
  for (const menu of [".filter-bar .menu > button", ".board-tools > .menu > button"]) {
    await click("menu", menu);
    await page.waitForSelector(".menu-panel");
    await press("menu", "Escape");
    await page.waitForSelector(".menu-panel", { hidden: true });
  }
  await pause();
}

async function usePalette() {
  await page.keyboard.down("Control");
  await press("palette", "k");
  await page.keyboard.up("Control");
  await page.waitForSelector(".palette input");
  await write("palette", "card 1");
  await press("palette", "ArrowDown");
  await press("palette", "Escape");
  await page.waitForSelector(".palette", { hidden: true });
  await pause();
}

async function openCard() {
  const { x, y } = await somePlace(".card-link");
  await interactions.during("open", 1, () => page.mouse.click(x + 8, y + 8));
  await page.waitForSelector(".card-dialog .card-title-field");
  await pause();
}

async function closeCard() {
  await press("close", "Escape");
  await page.waitForSelector(".card-dialog", { hidden: true });
  await pause();
}

async function press(kind, key) {
  await interactions.during(kind, 1, () => page.keyboard.press(key));
}

async function click(kind, selector) {
  await interactions.during(kind, 1, () => page.click(selector));
}

async function write(kind, text) {
  await interactions.during(kind, text.length, () => page.keyboard.type(text, { delay: 30 }));
}

/** Where one of the elements is that can be pressed now, as chance has it; not in the given column. */
async function somePlace(selector, exceptColumn = null) {
  random = (random * 48_271) % 2_147_483_647;
  const place = await page.evaluate((wanted, except, number) => {
    const places = [...document.querySelectorAll(wanted)].flatMap((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const column = element.closest("[data-column]").dataset.column;
      const inSight = top > 150 && bottom < innerHeight - 60 && left > 0 && right < innerWidth;
      return inSight && column !== except && element.closest("[data-card]").contains(document.elementFromPoint(left + 6, top + 6)) ? [{ x: left, y: top, column }] : [];
    });
    return places[number % places.length];
  }, selector, exceptColumn, random);
  if (place === undefined) {
    throw new Error(`Nothing to press: ${selector}`);
  }
  return place;
}

async function someCard() {
  const { x, y } = await somePlace("[data-card]");
  const link = await page.evaluateHandle((left, top) => document.elementFromPoint(left + 6, top + 6).closest("[data-card]").querySelector(".card-link"), x, y);
  return link.asElement();
}

function pause(ms = pauseMs) {
  return new Promise((resume) => setTimeout(resume, ms));
}

/** The session counts only if what was done in it was done. */
async function everythingIsStored() {
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll("[data-card]").length > 0);
  await pause(3_000);
  const shown = await page.evaluate(() => [...document.querySelectorAll(".column .count:not(.count-points)")].reduce((sum, count) => sum + parseInt(count.textContent, 10), 0));
  if (shown !== cards + made) {
    throw new Error(`The board has ${shown} cards, not ${cards + made}.`);
  }
}
