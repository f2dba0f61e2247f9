// One walk through a board in Firefox, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
import puppeteer from "puppeteer-core";

const { FIREFOX, WEB, EMAIL, PASSWORD } = process.env;
const complaints = [];

/** Firefox tells breaches of the content security policy to its own console alone, so that the page has to. */
const tellViolations = () => addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error("CSP", violatedDirective, blockedURI));

const browser = await puppeteer.launch({
  browser: "firefox", executablePath: FIREFOX, headless: true, extraPrefsFirefox: { "intl.accept_languages": "en-US" },
  defaultViewport: { width: 1280, height: 800 },
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.evaluateOnNewDocument(tellViolations);
  await walk(page);
} finally {
  await browser.close();
}
if (complaints.length > 0) {
  throw new Error(`Firefox complains:\n${complaints.join("\n")}`);
}
console.log("passed");

async function walk(page) {
  const press = (selector) => page.locator(selector).click();
  const has = (selector) => page.waitForSelector(selector, { visible: true });

  await page.goto(`${WEB}/boards`);
  await press("main ::-p-aria([name='Sign in'][role='button'])");
  await page.locator("input[name=username]").fill(EMAIL);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await has(".top-actions .menu");

  await press("main ::-p-text(New board)");
  await press("::-p-text(Create board)");
  const column = (name) => `[aria-label='Column ${name}']`;
  await press(`${column("To do")} .add-card`);
  await has(".add-card-field");
  await page.keyboard.type("Carried by a fox");
  await page.keyboard.press("Enter");
  await has(`${column("To do")} [data-card]`);
  await page.keyboard.press("Escape");

  await press(`${column("To do")} .card-link`);
  await page.locator("[aria-label='New comment']").fill("said in Firefox");
  await press("dialog ::-p-aria([name='Comment'][role='button'])");
  await has(".comment-text");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { hidden: true });

  await page.waitForSelector(".board-body[data-drag]");
  if (await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)) {
    complaints.push("The board is higher than the window.");
  }
  // The code of dragging comes after the first picture.
  await has(".board-body[data-drag]");
  await drag(page, `${column("To do")} [data-card]`, `${column("In progress")} [data-list]`);
  await has(`${column("In progress")} [data-card]`);
  await page.reload();
  await has(`${column("In progress")} [data-card]`);
}

/** By events: Firefox starts a drag for a driver's mouse, but never drops. */
function drag(page, from, to) {
  return page.evaluate(async (fromSelector, toSelector) => {
    const [card, list] = [document.querySelector(fromSelector), document.querySelector(toSelector)];
    const dataTransfer = new DataTransfer();
    for (const [type, element] of [["dragstart", card], ["dragenter", list], ["dragover", list], ["drop", list], ["dragend", card]]) {
      const { left, top } = element.getBoundingClientRect();
      element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, clientX: left + 20, clientY: top + 10 }));
      await new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));
    }
  }, from, to);
}
