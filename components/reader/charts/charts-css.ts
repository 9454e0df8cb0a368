/** CSS of the charts; colours are the tokens of `styles.ts`, so that dark, print and forced colours follow. */
export const chartsCss = [
  '.chart{margin:0 0 1rem;font:400 .9375rem/1.5 var(--sans)}.chart svg{display:block;width:100%}.chart figcaption{margin:.25rem 0;font-size:.8125rem;color:var(--muted)}',
  '.map svg{max-width:22rem;border:1px solid var(--line)}.wide svg{max-width:48rem}.map text{font:600 28px var(--sans);fill:var(--text);paint-order:stroke;stroke:var(--bg);stroke-width:5}.wide text{font-size:22px}@media(min-width:48rem){.wide text{font-size:15px}}',
  '.land{fill:var(--line)}.edge{fill:none;stroke:var(--bg)}.one{fill:var(--accent)}.two{stroke:var(--link);stroke-width:2}.gap{fill:var(--surface)}.bar{fill:var(--link)}.ring,.arc{fill:none;stroke:var(--text);stroke-width:3}.arc{stroke:var(--accent)}.wanted{stroke-dasharray:6}.wide circle{fill:var(--text)}',
  '.scrollx{overflow:auto}.tl{min-width:37.5rem}.tl path{stroke:var(--line-strong)}.tl text{font-size:12px;text-anchor:middle;fill:var(--muted)}.tl a *{fill:var(--bg);stroke:var(--accent);stroke-width:1.6}.tl .day{fill:var(--accent)}',
  '.spark{fill:var(--line-strong);color:var(--danger-ink)}',
  '@media(forced-colors:active){.chart{--bg:Canvas;--surface:Canvas;--line-strong:CanvasText;--text:CanvasText;--accent:CanvasText;--link:LinkText}.land,.edge{fill:none;stroke:GrayText}}@media print{.tl{min-width:0}}',
].join('');
