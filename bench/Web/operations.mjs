// Provokes what docs/operations.md is about, on a run of one's own:
//   node operations.mjs slow|race http://localhost:5080
// and takes the page's screenshots (a run for that alone: it stops DynamoDB for two minutes):
//   node operations.mjs screenshots http://localhost:5080 "<the dashboard's link>" ../../docs/images
import { launch, signIn } from "./browser.mjs";

const [what, address, dashboard, folder] = process.argv.slice(2);
const web = address?.replace(/\/$/, "");
if (!["slow", "race", "screenshots"].includes(what) || web === undefined || (what === "screenshots" && folder === undefined)) {
  console.error('usage: node operations.mjs slow|race <address of web>\n       node operations.mjs screenshots <address of web> "<dashboard link>" <folder>');
  process.exit(2);
}

const browser = await launch();
const page = await browser.newPage();
await signIn(page, web);

const token = await page.evaluate(() => {
  const key = Object.keys(sessionStorage).find((name) => name.startsWith("identity.user:"));
  return JSON.parse(sessionStorage.getItem(key)).access_token;
});

/** Calls the API, all at once: a browser would send six at a time. */
const call = (calls) => Promise.all(calls.map(async ([method, path, body]) => {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const response = await fetch(web + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, body: await response.json().catch(() => null) };
}));

/** 200 requests at once need more copies of the function than there are: most wait, some start cold. */
const slow = () => call(Array.from({ length: 200 }, () => ["GET", "/api/boards"]));

/** 60 cards are made on one board at once: each command wins the board's next number, or loses it and decides anew. */
async function race() {
  const [made] = await call([["POST", "/api/boards", { name: "Race", columns: ["To do"] }]]);
  const id = made.body.board.id;
  const [board] = await call([["GET", `/api/boards/${id}`]]);
  const cards = Array.from({ length: 60 }, (_, n) => ["POST", `/api/boards/${id}/cards`, { columnId: board.body.columns[0].id, title: `Card ${n}` }]);
  return call(cards);
}

/** How many answers of each status there are; without Object.groupBy, which Node 20 does not have. */
function count(answers) {
  const counts = new Map();
  answers.forEach(({ status }) => counts.set(status, (counts.get(status) ?? 0) + 1));
  return [...counts].map(([status, times]) => `${status}: ${times}`).join(", ");
}

const pause = (seconds) => new Promise((resume) => setTimeout(resume, seconds * 1_000));

async function screenshots() {
  const view = await browser.newPage();
  await view.setViewport({ width: 1280, height: 720 });
  const base = new URL(dashboard).origin;
  await view.goto(dashboard);
  const open = async (path) => {
    await view.goto(base + path);
    await view.waitForFunction(() => document.documentElement.dataset.interactive === "true");
    await pause(2);
  };
  const shoot = (name, height) => view.screenshot({ path: `${folder}/operations-${name}.png`, clip: { x: 0, y: 0, width: 1280, height } });
  const openFirst = async (list) => {
    await open(list);
    await (await view.waitForSelector("[data-row]")).click();
    await view.waitForSelector("[data-testid=waterfall] [data-row]");
    await pause(1);
  };

  console.log("slow requests");
  await slow();
  await pause(8);
  await open("/traces?resource=api&q=" + encodeURIComponent("name:boards duration>100ms"));
  await shoot("slow-list", 470);
  await openFirst("/traces?resource=api&q=" + encodeURIComponent("name:boards duration>100ms"));
  await shoot("slow", 310);

  console.log("conflict storm");
  for (let round = 0; round < 3; round++) {
    await race();
    await pause(5);
  }
  await openFirst("/traces?resource=api&q=" + encodeURIComponent("db.response.status_code=TransactionCanceledException"));
  await shoot("conflict", 480);

  console.log("a table that does not answer, a scheduler that is stuck");
  await open("/");
  await (await view.waitForSelector("[data-testid=stop-dynamodb]:not([disabled])")).click();
  await pause(2);
  await view.evaluate(() => [...document.querySelectorAll("fluent-button")].find((button) => button.textContent.trim() === "Stop")?.click());
  await pause(5);
  await call([["GET", "/api/boards"]]);
  await pause(8);
  await openFirst("/traces?resource=api&errors=true");
  await shoot("table", 550);
  await pause(75);
  await open("/logs?resource=scheduler&level=Warning");
  await shoot("scheduler", 470);
  await open("/");
  await (await view.waitForSelector("[data-testid=start-dynamodb]:not([disabled])")).click();
  await pause(5);
}

const run = { slow, race, screenshots }[what];
const answers = await run();
if (answers !== undefined) {
  console.log(`answers by status: ${count(answers)}`);
}
await browser.close();
