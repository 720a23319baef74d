// Measures pages with Lighthouse, one after the other in one Chromium, whose flags are the arguments.
// Reads a request a line, {"address", "form", "skipped", "slowdown"}, and writes an answer a line: the
// scores of all categories from 0 to 100, what keeps them from 100, and the speed of this machine; or
// {"error"}. "slowdown" is how many times slower than this machine a phone is taken to be; null for
// what Lighthouse takes.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse, { defaultConfig, desktopConfig } from "lighthouse";

const CONFIGS = { mobile: defaultConfig, desktop: desktopConfig };

// The audits of a category that count and are not passed, with what Lighthouse says of each.
const failedAudits = (category, audits) =>
  category.auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => {
      const { title, displayValue, errorMessage, details } = audits[id];
      const places = (details?.items ?? []).map(
        (item) => item.node?.selector ?? item.url ?? item.source ?? item.description,
      );
      const said = [title, displayValue, errorMessage, ...places.slice(0, 5)];
      return { audit: id, says: said.filter((one) => typeof one === "string").join("; ") };
    });

const measure = async (port, { address, form, skipped, slowdown }) => {
  const throttling = slowdown ? { cpuSlowdownMultiplier: slowdown } : {};
  const quiet = { logLevel: "silent", disableFullPageScreenshot: true };
  const flags = { port, ...quiet, skipAudits: skipped, throttling };
  const { lhr } = await lighthouse(address, flags, CONFIGS[form]);
  if (lhr.runtimeError) return { error: lhr.runtimeError.message };
  const categories = Object.values(lhr.categories);
  return {
    speed: lhr.environment.benchmarkIndex,
    scores: Object.fromEntries(categories.map(({ id, score }) => [id, Math.round(score * 100)])),
    failed: categories.flatMap((category) =>
      failedAudits(category, lhr.audits).map((one) => ({ category: category.id, ...one })),
    ),
  };
};

const chrome = await launch({ chromeFlags: ["--headless", ...process.argv.slice(2)] });
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await measure(chrome.port, JSON.parse(line)).catch(({ message }) => ({ error: message }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  chrome.kill();
}
