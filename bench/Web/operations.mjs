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
  const { apiKey } = await (await fetch(`${base}/api/telemetry/validateToken`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: new URL(dashboard).searchParams.get("t") }),
  })).json();

  /** The newest trace with a span that fits. */
  const findTrace = async (fits) => {
    const found = await (await fetch(`${base}/api/telemetry/spans?limit=10000`, { headers: { "x-api-key": apiKey } })).json();
    const spans = found.data.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: list }) => list));
    const span = spans.filter(fits).sort((one, other) => Number(other.startTimeUnixNano) - Number(one.startTimeUnixNano))[0];
    return span?.traceId ?? (() => { throw new Error("No trace fits."); })();
  };
  const attribute = (span, key) => span.attributes?.find((one) => one.key === key)?.value?.stringValue;
  const durationMs = (span) => (Number(span.endTimeUnixNano) - Number(span.startTimeUnixNano)) / 1e6;
  const show = async (name, path, height) => {
    await view.goto(base + path);
    await pause(4);
    await view.screenshot({ path: `${folder}/operations-${name}.png`, clip: { x: 0, y: 0, width: 1280, height } });
  };
  /** Presses a button in the row of a resource. */
  const press = async (resource, button) => {
    await view.goto(base);
    await view.waitForFunction((name, title) => {
      const row = [...document.querySelectorAll("[role=row], tr")].find((one) => [...one.querySelectorAll("*")].some((part) => part.textContent.trim() === name));
      const found = [...row?.querySelectorAll("[title], [aria-label]") ?? []].find((one) => [one.title, one.getAttribute("aria-label")].some((text) => text?.startsWith(title)));
      found?.click();
      return found !== undefined;
    }, { polling: 500 }, resource, button);
  };

  console.log("slow requests");
  await slow();
  await pause(5);
  await show("slow-list", "/traces/resource/api", 480);
  await show("slow", `/traces/detail/${await findTrace((span) => span.name.includes("boards") && durationMs(span) > 20)}`, 400);

  console.log("conflict storm");
  for (let round = 0; round < 3; round++) {
    await race();
    await pause(5);
  }
  await show("conflict", `/traces/detail/${await findTrace((span) => attribute(span, "db.response.status_code") === "TransactionCanceledException")}`, 560);

  console.log("a table that does not answer, a scheduler that is stuck");
  await press("dynamodb", "Stop");
  await pause(8);
  await call([["GET", "/api/boards"]]);
  await pause(5);
  await show("table", `/traces/detail/${await findTrace((span) => span.status?.code === 2)}`, 560);
  await pause(75);
  await show("scheduler", "/consolelogs/resource/schedule", 400);
  await press("dynamodb", "Start");
  await pause(5);
}

const run = { slow, race, screenshots }[what];
const answers = await run();
if (answers !== undefined) {
  console.log(`answers by status: ${count(answers)}`);
}
await browser.close();
