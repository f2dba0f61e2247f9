// Lighthouse on the landing page and on a board, median of 5 runs: node lighthouse.mjs <address of web>
import lighthouse, { desktopConfig } from "lighthouse";
import { launch, machine, quantile, signIn, webAddress } from "./browser.mjs";

const web = webAddress();
const runs = 5;
const browser = await launch();
const page = await browser.newPage();

console.log(machine());
console.log("| page | performance | accessibility | best practices | SEO |");
console.log("| --- | --- | --- | --- | --- |");
await report("landing", `${web}/`);
await signIn(page, web);
await report("board", await newBoard());
await browser.close();

async function report(name, url) {
  const scores = [];
  for (let run = 0; run < runs; run++) {
    const { lhr } = await lighthouse(url, { disableStorageReset: true, logLevel: "error" }, desktopConfig, page);
    scores.push(["performance", "accessibility", "best-practices", "seo"].map((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100)));
    if (run === 0) {
      const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0);
      console.error(name, failed.map(({ id }) => id).join(", "));
    }
  }
  const median = scores[0].map((_, at) => quantile(scores.map((one) => one[at]), 0.5));
  console.log(`| ${name} | ${median.join(" | ")} |`);
}

async function newBoard() {
  await page.goto(`${web}/boards`);
  await page.waitForSelector(".page-head h1");
  await page.waitForSelector("main .button-primary");
  await page.evaluate(() => document.querySelector("main .button-primary").click());
  await (await page.waitForSelector("dialog .button-primary")).click();
  await page.waitForSelector(".column");
  return page.url();
}
