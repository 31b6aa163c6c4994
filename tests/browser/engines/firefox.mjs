// Drives Firefox over WebDriver BiDi for tests/browser/engines/drivers.py: a question a line on stdin, its answer on stdout.

import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const QUIET = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.shell.checkDefaultBrowser": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "privacy.reduceTimerPrecision": false, // by its clock a bench measures
};

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  headless: true,
  extraPrefsFirefox: QUIET,
});
const page = await browser.newPage();

/** What a good page never does, since it was last asked for. @type {string[]} */
const complaints = [];
page.on("console", (message) => ["error", "warn", "assert"].includes(message.type()) && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(`page error: ${/** @type {Error} */ (error).message}`));
page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));

/** The document of the page, or of the frame that a selector finds. @param {string | null} selector */
async function documentOf(selector) {
  if (!selector) return page.mainFrame();
  const frame = await (await page.$(selector))?.contentFrame();
  if (!frame) throw new Error(`no frame: ${selector}`);
  return frame;
}

/** @type {Record<string, (...values: any[]) => Promise<unknown>>} */
const COMMANDS = {
  size: (width, height, scale) => page.setViewport({ width, height, deviceScaleFactor: scale }),
  goto: async (url) => void (await page.goto(url, { waitUntil: "load" })),
  evaluate: async (frame, code) => (await documentOf(frame)).evaluate(code),
  move: (x, y, steps) => page.mouse.move(x, y, { steps }),
  down: () => page.mouse.down(),
  up: () => page.mouse.up(),
  key: (name) => page.keyboard.press(name),
  screenshot: async (path, fullPage) => void (await page.screenshot({ path, fullPage })),
  complaints: async () => complaints.splice(0),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...values] = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await COMMANDS[command](...values)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
