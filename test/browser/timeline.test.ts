// The timeline of `specpact versions --svg` in a real browser, in light and dark: nothing covers another thing's text, and all of it can be read.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specpact } from '../generate/run.js';
import { launch } from './chromium.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The longest name that a family may have, of the widest letters. */
const LONG = 'M'.repeat(100);
/** Long names, wide letters, markup, dates next to each other and far away. */
const AWKWARD = `
family: ${LONG}
selector: { in: header, name: Api-Version, format: "{version}" }
timezone: Asia/Seoul
versions:
  - { id: "2026-04-16", spec: a.yaml, state: PLANNED }
  - { id: "2026-04-15", spec: a.yaml, state: CURRENT, from: "2026-01-01" }
  - { id: "2025-12-12", spec: a.yaml, state: SUPPORTED, notBefore: 2031-12-31 }
  - { id: "2025-11-11", spec: a.yaml, state: DEPRECATED, notBefore: 2026-04-16, successor: "2026-04-15" }
  - { id: "2025-10-10", spec: a.yaml, state: DEPRECATED, notBefore: 2026-04-15, successor: "2026-04-15" }
`;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'specpact-timeline-'));
  mkdirSync(join(folder, 'awkward'));
  writeFileSync(join(folder, 'awkward/family.yaml'), AWKWARD);
  writeFileSync(
    join(folder, 'awkward/a.yaml'),
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n',
  );
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Text {
  readonly said: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly contrast: number;
}

/** Texts of the picture as they stand on the page, and the least contrast of each to whatever lies behind it (WCAG 2.2, 1.4.3). */
function measure(): { texts: Text[]; picture: { width: number; height: number }; bars: number[] } {
  const svg = document.querySelector('svg') as SVGSVGElement;
  const light = (colour: string): number => {
    const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((each) => Number(each) / 255);
    const [r = 0, g = 0, b = 0] = channels.map((c) =>
      c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string): number => {
    const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const meets = (a: DOMRect, b: DOMRect): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const rects = [...svg.querySelectorAll('rect')];
  const texts = [...svg.querySelectorAll('text')].map((text) => {
    const { x, y, width, height } = text.getBBox();
    const behind = rects.filter((rect) => meets(text.getBBox(), rect.getBBox()));
    const own = getComputedStyle(text).fill;
    return {
      said: text.textContent ?? '',
      box: { x, y, width, height },
      contrast: Math.min(...behind.map((rect) => contrast(own, getComputedStyle(rect).fill))),
    };
  });
  const { width, height } = svg.viewBox.baseVal;
  return {
    texts,
    picture: { width, height },
    bars: [...svg.querySelectorAll<SVGRectElement>('g rect')].map((rect) => rect.getBBox().x),
  };
}

/** Of what is to be read as text (WCAG 2.2, level AA). */
const LEAST_CONTRAST = 4.5;

it.each([
  ['light', ROOT, ['specs']],
  ['dark', ROOT, ['specs']],
  ['light', 'awkward', ['.']],
  ['dark', 'awkward', ['.']],
] as const)('in %s, of %s', async (colorScheme, where, families) => {
  const cwd = where === ROOT ? ROOT : join(folder, where);
  const file = join(folder, `${colorScheme}-${families.length}-${where.length}.svg`);
  const { out, err } = await specpact(['versions', ...families, '--now', '2026-04-15', '--svg', file], cwd);
  const page = await browser.newPage({ colorScheme });
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.setContent(`<!doctype html><title>timeline</title>${readFileSync(file, 'utf8')}`);
  const { texts, picture, bars } = await page.evaluate(measure);
  await page.close();

  expect(problems, `${out}${err}`).toEqual([]);
  expect(bars.length).toBeGreaterThan(4);
  expect(texts.length).toBeGreaterThan(10);
  const outside = texts.filter(
    ({ box }) =>
      box.x < 0 || box.y < 0 || box.x + box.width > picture.width || box.y + box.height > picture.height,
  );
  expect(outside.map(({ said }) => said)).toEqual([]);
  const labels = texts.filter(
    ({ said }) => /(CURRENT|SUPPORTED|DEPRECATED|PLANNED|…)$/.test(said) && said.length < 40,
  );
  expect(labels.length).toBeGreaterThan(4);
  expect(labels.filter(({ box }) => box.x + box.width > Math.min(...bars))).toEqual([]);
  const pairs = texts.flatMap((one, at) => texts.slice(at + 1).map((other) => [one, other] as const));
  const covered = pairs.filter(
    ([{ box: a }, { box: b }]) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
  );
  expect(covered.map((pair) => pair.map(({ said }) => said))).toEqual([]);
  expect(texts.filter((text) => text.contrast < LEAST_CONTRAST)).toEqual([]);
});
