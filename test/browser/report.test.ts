// The page of a run in a real browser: read, searched and clicked, in light and in dark; and whatever a server says stays text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTERS, type RunEvent, reportText } from '../../contract/index.js';
import { visible } from '../../contract/show.js';
import { changed } from '../contract/broken.js';
import { hostileRun, hostileText } from '../contract/hostile.js';
import { conforming, runShelf } from '../contract/shelf.js';
import { launch } from './chromium.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const page = (events: readonly RunEvent[]) => reportText(REPORTERS.html({ tool: '1.2.3' }), events);
const junit = (events: readonly RunEvent[]) => reportText(REPORTERS.junit(), events);

let browser: Browser;
let tab: Page;
const problems: string[] = [];

beforeAll(async () => {
  browser = await launch();
  tab = await browser.newPage();
  tab.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  tab.on('pageerror', (error) => problems.push(error.message));
  tab.on('dialog', (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  tab.on('request', (request) => /^(https?|file):/.test(request.url()) && problems.push(request.url()));
});
afterAll(() => browser?.close());

/** Two defects: a header that is missing, and a wrong member. */
async function defects(): Promise<readonly RunEvent[]> {
  const server = changed(({ headers, body }) => {
    const others = new Headers(headers);
    others.delete('location');
    return { headers: others, body: body.replace('"pages":320', '"pages":0') };
  });
  const { events } = await runShelf(server, { options: { instant: new Date('2026-04-15T00:00:00Z') } });
  return events.map((event) =>
    event.type === 'planned'
      ? { ...event, versions: event.versions.map((each) => ({ ...each, notBefore: '2026-08-31' })) }
      : event,
  );
}

async function violations(): Promise<string[]> {
  // The page's own policy lets no script in: this one comes past it, as a developer's tools do.
  await tab.evaluate(AXE);
  return tab.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

describe('the page of a run', () => {
  it.each(['light', 'dark'] as const)('can be used by everybody, in %s', async (colorScheme) => {
    await tab.emulateMedia({ colorScheme });
    await tab.setContent(page(await defects()));
    await tab.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    expect(await violations()).toEqual([]);
    await tab.setContent(page((await runShelf(conforming)).events));
    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is searched and filtered', async () => {
    await tab.setContent(page(await defects()));
    const shown = () => tab.locator('.finding:visible').count();
    const all = await shown();
    expect(all).toBeGreaterThan(1);
    await tab.getByLabel('Search').fill('LOCATION missing');
    expect(await shown()).toBe(1);
    expect(await tab.locator('output').textContent()).toBe(`1 of ${all} shown`);
    await tab.getByLabel('Search').fill('');
    await tab.getByLabel('Check').selectOption('body');
    expect(await shown()).toBeLessThan(all);
    await tab.getByLabel('Search').fill('nothing has this');
    expect(await shown()).toBe(0);
    await tab.getByLabel('Search').fill('');
    await tab.getByLabel('Check').selectOption('');
    expect(await shown()).toBe(all);
  });

  it('shows what was sent and answered when it is clicked, and jumps to its parts', async () => {
    await tab.setContent(page(await defects()));
    const body = tab.getByLabel('What was answered').first();
    expect(await body.isVisible()).toBe(false);
    await tab.getByText('What was sent and answered').first().click();
    expect(await body.isVisible()).toBe(true);
    expect(await body.textContent()).toMatch(/^201\n[\s\S]*"pages":0/);
    await tab.getByRole('link', { name: 'coverage' }).click();
    expect(await tab.locator('#coverage').evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(
      800,
    );
    expect(await tab.getByRole('img').count()).toBe(1);
  });

  it('is all there without a script, and at the width of a telephone', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 640 },
    });
    const quiet = await context.newPage();
    await quiet.setContent(page(await defects()));
    expect(await quiet.locator('.finding:visible').count()).toBeGreaterThan(1);
    expect(await quiet.getByLabel('Search').isVisible()).toBe(false);
    await context.close();
    await tab.setViewportSize({ width: 360, height: 640 });
    await tab.setContent(page(await defects()));
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    await tab.setViewportSize({ width: 1280, height: 720 });
    expect(wide).toBeLessThanOrEqual(360);
  });
});

describe('whatever a server says', () => {
  const texts = fc.sample(hostileText, { seed: 7, numRuns: 120 }).map((text) => `x${text}`);

  it('is text on the page, and nothing of it runs', async () => {
    const structure = () => tab.evaluate(() => document.querySelectorAll('*').length);
    await tab.setContent(page(hostileRun('x')));
    const usual = await structure();
    for (const text of texts.slice(0, 40)) {
      await tab.setContent(page(hostileRun(text)));
      expect(await structure()).toBe(usual);
      expect(
        await tab
          .locator('.finding p')
          .first()
          .evaluate((node) => node.textContent),
      ).toBe(visible(text));
    }
    expect(problems).toEqual([]);
  });

  it("reads back from junit's XML and from the page by the browser's own parsers", async () => {
    const runs = texts.map((text) => {
      const events = hostileRun(text);
      return { xml: junit(events), html: page(events) };
    });
    const read = await tab.evaluate((all) => {
      const parser = new DOMParser();
      return all.map(({ xml, html }) => {
        const document = parser.parseFromString(xml, 'application/xml');
        const failed = document.querySelector('parsererror')?.textContent;
        const told = parser.parseFromString(html, 'text/html').querySelector('.finding p')?.textContent;
        return [failed ?? document.querySelector('failure')?.getAttribute('message'), told];
      });
    }, runs);
    expect(read).toEqual(texts.map((text) => [`body: ${visible(text)}`, visible(text)]));
  });

  it('could not run even if it were markup: the policy knows two texts by their hashes', async () => {
    const inserted =
      '<img src="x" onerror="alert(1)"><script>alert(2)</script><style>*{color:red}</style></main>';
    const before = problems.length;
    await tab.setContent(page(await defects()).replace('</main>', inserted));
    await tab.waitForTimeout(50);
    const refused = problems.splice(before);
    expect(refused.filter((each) => /Content Security Policy/.test(each)).length).toBeGreaterThanOrEqual(3);
    expect(refused.filter((each) => /a dialog/.test(each))).toEqual([]);
  });
});
