/** The style sheet of the public pages: GOV.UK's patterns (summary list, search, skip link) with our own look; it prints. */
export const STYLE = `
:root { --ink: #17242c; --soft: #4b5b64; --line: #b9c3c7; --accent: #0b5563; --focus: #ffdd00; --wrong: #a3260f; color-scheme: light; }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; line-height: 1.5; font: 1.1875rem/1.5 system-ui, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { color: #083f4a; text-decoration-thickness: 2px; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, [tabindex]:focus-visible { outline: 3px solid #17242c; outline-offset: 0; box-shadow: 0 0 0 6px var(--focus); }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--focus); padding: 0.5rem 1rem; z-index: 1; color: var(--ink); }
header { background: var(--accent); color: #fff; }
header a, header a:hover { color: #fff; }
.bar { max-width: 62rem; margin: 0 auto; padding: 0.75rem 1rem; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: baseline; }
.bar .name { font-weight: 700; text-decoration: none; margin-right: auto; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2rem 0 0.75rem; }
p { max-width: 42em; margin: 0 0 1rem; }
.soft { color: var(--soft); }
.small { font-size: 1rem; }
.lead { font-size: 1.375rem; }
.search { display: grid; grid-template-columns: 2fr 1fr 1fr auto; gap: 1rem; align-items: end; background: #eef3f4; padding: 1rem; margin: 0 0 1.5rem; }
.search label { display: block; font-weight: 700; font-size: 1rem; }
.search .hint { display: block; font-size: 1rem; color: var(--soft); }
.search input, .search select { font: inherit; width: 100%; min-height: 2.75rem; border: 2px solid var(--ink); padding: 0.25rem 0.5rem; background: #fff; color: var(--ink); border-radius: 0; }
button { font: inherit; font-weight: 700; min-height: 2.75rem; border: 0; background: var(--accent); color: #fff; padding: 0.25rem 1.25rem; cursor: pointer; }
button:hover { background: #083f4a; }
.services { list-style: none; margin: 0; padding: 0; }
.services li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.summary { margin: 0 0 2rem; border-top: 1px solid var(--line); }
.summary > div { display: grid; grid-template-columns: minmax(10rem, 30%) 1fr; gap: 0.25rem 1.5rem; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
.summary dt { font-weight: 700; }
.summary dd { margin: 0; overflow-wrap: anywhere; }
.prose { white-space: pre-line; }
.summary ul, .steps ol, .steps ul { margin: 0; padding-left: 1.25rem; }
.notice { border-left: 10px solid var(--line); padding: 0.5rem 1rem; margin: 0 0 1.5rem; }
.scheme { overflow-x: auto; border: 1px solid var(--line); padding: 0.5rem; margin: 0 0 1rem; }
.bands { display: none; }
.scheme svg { display: block; height: auto; min-width: 40rem; max-width: none; }
.steps ol { list-style: none; padding-left: 0; }
.steps ol ol { padding-left: 1.5rem; }
.steps li { padding: 0.2rem 0; }
.steps .number { font-weight: 700; font-variant-numeric: tabular-nums; }
.survey .question { border: 0; margin: 0 0 2rem; padding: 0; min-width: 0; }
.survey legend, .survey .question > label { display: block; font-weight: 700; margin: 0 0 0.5rem; padding: 0; }
.survey legend .soft, .survey label .soft { font-weight: 400; }
.survey .hint, .survey .error { display: block; margin: 0 0 0.5rem; }
.survey .scale label { display: block; padding: 0.35rem 0; }
.survey input[type='radio'] { width: 1.5rem; height: 1.5rem; margin: 0 0.5rem 0 0; vertical-align: middle; accent-color: var(--accent); }
.survey textarea, .survey select { font: inherit; width: 100%; max-width: 42rem; min-height: 2.75rem; border: 2px solid var(--ink); padding: 0.25rem 0.5rem; background: #fff; color: var(--ink); border-radius: 0; }
.survey textarea:focus-visible { outline: 3px solid #17242c; box-shadow: 0 0 0 6px var(--focus); }
.error { color: #b10e1e; font-weight: 700; }
.errors { border: 4px solid #b10e1e; padding: 1rem; margin: 0 0 2rem; }
.errors h2 { margin-top: 0; }
.errors a { color: #b10e1e; }
footer { border-top: 1px solid var(--line); font-size: 1rem; color: var(--soft); }
.field { margin: 1.5rem 0; }
.field label { display: block; font-weight: 700; }
.field .hint { display: block; color: var(--soft); }
.field input[type='text'], .field textarea { font: inherit; width: 100%; max-width: 24rem; min-height: 2.75rem; border: 2px solid var(--ink); padding: 0.25rem 0.5rem; background: #fff; color: var(--ink); border-radius: 0; }
.field textarea { max-width: 42em; min-height: 8rem; }
.field.wrong { border-left: 5px solid var(--wrong); padding-left: 1rem; }
.field.wrong input[type='text'], .field.wrong textarea { border-color: var(--wrong); }
.field .error { display: block; color: var(--wrong); font-weight: 700; }
fieldset.field { border: 0; padding: 0; min-width: 0; }
fieldset.field.wrong { border-left: 5px solid var(--wrong); padding-left: 1rem; }
fieldset.field legend { font-weight: 700; margin: 0 0 0.5rem; padding: 0; }
.tick { display: flex; gap: 0.75rem; align-items: center; }
.tick input { width: 2.75rem; height: 2.75rem; flex: none; margin: 0; }
.problem { border: 5px solid var(--wrong); padding: 1rem; margin: 0 0 1.5rem; }
.problem h2 { margin-top: 0; }
.problem a { color: var(--wrong); font-weight: 700; }
.done { border: 5px solid var(--accent); padding: 0.75rem 1rem; margin: 0 0 1.5rem; font-weight: 700; }
.code { white-space: nowrap; font-size: 1.25em; }
.tag { display: inline-block; background: #d9e8ea; color: #083f4a; font-weight: 700; padding: 0.1rem 0.6rem; }
.plain { list-style: none; margin: 0; padding: 0; }
.plain > li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.letters > li { border-left: 5px solid var(--accent); border-bottom: 0; padding: 0.25rem 1rem; margin: 0 0 1rem; }
.letters h3 { font-size: 1.1875rem; margin: 0; }
.letters p { margin: 0; }
.acts-row { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: center; }
button.warning { background: var(--wrong); }
button.warning:hover { background: #7d1c0b; }
button.second { background: #eef3f4; color: var(--ink); }
button.second:hover { background: #d5dfe2; }
a:focus-visible, textarea:focus-visible { outline: 3px solid #17242c; outline-offset: 0; box-shadow: 0 0 0 6px var(--focus); }
@media (max-width: 48rem) {
  .search { grid-template-columns: 1fr; }
  .summary > div { grid-template-columns: 1fr; }
  h1 { font-size: 1.75rem; }
}
@media print {
  @page { margin: 15mm; }
  @page wide { size: A4 landscape; }
  .scheme, .bands { page: wide; }
  .scheme.wide { position: absolute; width: 0; height: 0; overflow: hidden; }
  .bands { display: block; }
  .bands svg { display: block; width: 100%; max-height: 170mm; border: 1px solid var(--line); margin: 0 0 5mm; break-inside: avoid; }
  body { font-size: 11pt; }
  header, .skip, .search, .screen, footer a { display: none; }
  main { max-width: none; padding: 0; }
  h2, .summary > div, .steps li { break-inside: avoid; }
  h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .acts a[href]::after { content: ' (' attr(href) ')'; font-size: 9pt; }
  .scheme { overflow: visible; border: 0; padding: 0; }
  .scheme svg { min-width: 0; width: 100%; max-height: 240mm; }
}
`;
