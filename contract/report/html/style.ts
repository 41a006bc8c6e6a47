// Hides how the page looks, in light and in dark. Everything on it can be read without a script and without a colour.

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
  --bad: #b3261e; --good: #17692f; --warn: #7a5200; --link: #0a55b8; --bar: #2da44e; --over: #afb8c1; --now: #cf222e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --soft: #151b23;
    --bad: #ff8a80; --good: #6fdd8b; --warn: #e3b341; --link: #79b8ff; --bar: #238636; --over: #565e67; --now: #f85149;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { margin: 1.5rem 0 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); }
.good { color: var(--good); }
.warn { color: var(--warn); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
.counts div { min-width: 7rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--soft); }
.counts dt { color: var(--quiet); font-size: .85rem; }
.counts dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
form.filter { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; margin: 1rem 0; }
[hidden], form.filter[hidden] { display: none; }
form.filter label { display: grid; font-size: .85rem; color: var(--quiet); }
input, select { font: inherit; padding: .35rem .5rem; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: .35rem; }
.finding { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left-width: .35rem; border-radius: .5rem; }
.finding[data-severity=error] { border-left-color: var(--bad); }
.finding[data-severity=warning] { border-left-color: var(--warn); }
.finding > p { margin: .25rem 0 .5rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: .875rem; }
summary { cursor: pointer; }
pre { margin: .5rem 0; padding: .75rem; overflow: auto; max-height: 24rem; background: var(--soft); border: 1px solid var(--line); border-radius: .35rem; font: .8125rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .3rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--soft); }
td.number { text-align: right; white-space: nowrap; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
svg .bar { fill: var(--bar); }
svg .over { fill: var(--over); }
svg .now { stroke: var(--now); stroke-width: 2; }
svg .grid { stroke: var(--line); }
footer { margin-top: 2rem; padding-bottom: 2rem; color: var(--quiet); font-size: .85rem; }
`;
