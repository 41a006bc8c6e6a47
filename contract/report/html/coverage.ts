// Hides how coverage is shown on the page: operations × phases × status codes, a table for each version.
import type { PlannedVersion } from '../../events.js';
import { html, type Markup, NOTHING } from '../../markup/html.js';
import { type Coverage, KINDS, type OperationCoverage, type Verdicts } from '../coverage.js';

const WORDS = {
  operations: 'Operations',
  parameters: 'Parameters',
  statuses: 'Status codes',
  examples: 'Examples',
} as const;

export function coverageSection(versions: readonly PlannedVersion[], coverage: Coverage): Markup {
  const counts = KINDS.map((kind) => {
    const { touched, of } = coverage.kinds[kind];
    return html`<div><dt>${WORDS[kind]}</dt><dd>${touched} of ${of}</dd></div>`;
  });
  return html`<section id="coverage">
<h2>Coverage</h2>
<p>${coverage.percent} % of what the documents say was touched.</p>
<dl class="counts">${counts}</dl>
<p class="quiet">Under a phase: cases that held, of how many. Under a status: how many answers had it; – is documented and was never answered, ! was answered and is not documented.</p>
${versions.map((version) => tableOf(version, coverage.operations))}
${missed(coverage)}
</section>`;
}

function tableOf({ family, version, title }: PlannedVersion, all: readonly OperationCoverage[]): Markup {
  const rows = all.filter((each) => each.version === version && each.family === family);
  const name = `${family ?? title} ${version}`;
  const phases = unique(rows.flatMap((row) => Object.keys(row.phases)));
  const statuses = unique(
    rows.flatMap((row) => [
      ...row.answers.map(({ status }) => String(status)),
      ...row.documented.statuses.map((item) => item.name),
    ]),
  ).sort();
  const body = rows.map(
    (row) => html`<tr><th scope="row">${row.operation}</th>
${phases.map((phase) => phaseCell(row.phases[phase]))}
${statuses.map((status) => statusCell(status, row))}
<td class="number">${ratio(row, 'parameters')}</td><td class="number">${ratio(row, 'examples')}</td></tr>`,
  );
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Coverage of ${name}"><table>
<caption>${name}</caption>
<thead><tr><th scope="col">Operation</th>${[...phases, ...statuses, 'parameters', 'examples'].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

function phaseCell(verdicts: Verdicts | undefined): Markup {
  if (!verdicts) return html`<td></td>`;
  const { held = 0, broken = 0, unplannable = 0 } = verdicts;
  const all = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const look = broken + unplannable > 0 ? 'bad' : held === all ? 'good' : 'quiet';
  return html`<td class="number ${look}">${held} of ${all}</td>`;
}

function statusCell(status: string, { answers, documented }: OperationCoverage): Markup {
  const answered = answers.find((each) => String(each.status) === status);
  const item = documented.statuses.find(({ name }) => name === status);
  if (answered)
    return answered.documented
      ? html`<td class="number">${answered.count}</td>`
      : html`<td class="number bad">${answered.count} !<span class="unseen"> not documented</span></td>`;
  if (!item) return html`<td></td>`;
  return item.touched
    ? html`<td class="number good">✓<span class="unseen"> answered</span></td>`
    : html`<td class="number warn">–<span class="unseen"> never answered</span></td>`;
}

function ratio({ documented }: OperationCoverage, kind: 'parameters' | 'examples'): string {
  const items = documented[kind];
  return `${items.filter(({ touched }) => touched).length} of ${items.length}`;
}

function missed({ kinds }: Coverage): Markup {
  const names = KINDS.flatMap((kind) => kinds[kind].missed);
  if (names.length === 0) return NOTHING;
  return html`<details><summary>What was not touched: ${names.length}</summary>
<ul>${names.map((name) => html`<li>${name}</li>`)}</ul></details>`;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
