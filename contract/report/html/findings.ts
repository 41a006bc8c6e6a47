// Hides how causes are shown on the page: what, where, how to repeat it, and what was sent and answered.
import type { ExchangedEvent } from '../../events.js';
import { html, type Markup, NOTHING } from '../../markup/html.js';
import type { Cause } from '../cause.js';
import { casesText, factsOf, triedText } from '../finding.js';

/** @param seed of the run */
export function findingsSection(causes: readonly Cause[], seed?: number): Markup {
  if (causes.length === 0)
    return html`<section id="findings"><h2>Findings</h2><p class="good">✓ Nothing was found.</p></section>`;
  return html`<section id="findings">
<h2>Findings</h2>
${filter(causes)}
${causes.map((cause, at) => findingOf(cause, at, seed))}
</section>`;
}

/** Of no use without the script, and hidden until that runs. */
function filter(causes: readonly Cause[]): Markup {
  const checks = [...new Set(causes.map(({ first }) => first.check))].sort();
  return html`<form class="filter" hidden>
<label>Search <input type="search" name="search" autocomplete="off"></label>
<label>Check <select name="check"><option value="">all</option>${checks.map((check) => html`<option>${check}</option>`)}</select></label>
<output></output>
</form>`;
}

function findingOf(cause: Cause, at: number, seed: number | undefined): Markup {
  const { check, severity, known, operation, message } = cause.first;
  const [mark, word, look] = known
    ? ['!', 'Known', 'quiet']
    : severity === 'error'
      ? ['✗', 'Error', 'bad']
      : ['!', 'Warning', 'warn'];
  return html`<article class="finding" id="finding-${at + 1}" data-check="${check}" data-severity="${known ? 'known' : severity}" aria-labelledby="name-${at + 1}">
<h3 id="name-${at + 1}"><span class="${look}">${mark} ${word}</span> · ${check} · ${operation}</h3>
<p>${message}</p>
<dl class="facts">
${factsOf(cause.first, seed).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}
<dt>tried</dt><dd>${triedText(cause.first)}</dd>
<dt>broke</dt><dd>${casesText(cause)}</dd>
</dl>
${cases(cause)}
${exchanges(cause)}
</article>`;
}

function cases({ cases: count, caseIds }: Cause): Markup {
  if (count === 1) return NOTHING;
  const more = count > caseIds.length ? html`<li>and ${count - caseIds.length} more</li>` : NOTHING;
  return html`<details><summary>Cases that it broke</summary>
<ul>${caseIds.map((id) => html`<li><code>${id}</code></li>`)}${more}</ul></details>`;
}

function exchanges({ exchanges: all, first }: Cause): Markup {
  if (all.length === 0) return NOTHING;
  const shown = first.exchange ?? all.length - 1;
  const each = all.map(
    (
      exchange,
      at,
    ) => html`<h4>${exchange.step ?? 'Request'}${all.length > 1 && at === shown ? ' (here)' : ''}</h4>
<pre tabindex="0" aria-label="What was sent">${requestText(exchange)}</pre>
<pre tabindex="0" aria-label="What was answered">${answerText(exchange)}</pre>`,
  );
  return html`<details><summary>What was sent and answered</summary>
${each}
</details>`;
}

type Pairs = readonly (readonly [name: string, value: string])[];

function requestText({ request: { method, url, headers, body } }: ExchangedEvent): string {
  return message(`${method} ${url}`, headers, body ?? '');
}

function answerText({ answer, failure }: ExchangedEvent): string {
  if (!answer) return failure?.detail ?? 'no answer';
  return message(String(answer.status), answer.headers, answer.body);
}

function message(line: string, headers: Pairs, body: string): string {
  const head = [line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === '' ? head : `${head}\n\n${body}`;
}
