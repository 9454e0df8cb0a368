import { chartsCss } from '@/components/reader/charts/charts-css';

/** A cut of the reading face, at our own immutable address (lib/pages/answers/files.ts). One that comes late serves the next page. */
const face = (file: string, style: string, range: string) =>
  `@font-face{font-family:"Source Serif 4";font-style:${style};font-weight:200 900;font-display:optional;src:url(/fonts/source-serif-4-${file}.woff2) format("woff2");unicode-range:${range}}`;
const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const latinExt =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2C60-2C7F,U+A720-A7FF';
const faces = [
  face('latin-wght-normal', 'normal', latin),
  face('latin-wght-italic', 'italic', latin),
  face('latin-ext-wght-normal', 'normal', latinExt),
  face('latin-ext-wght-italic', 'italic', latinExt),
  '@font-face{font-family:"Stet fallback";src:local("Georgia");size-adjust:95%}',
];

const light =
  '--bg:#FDFCFA;--surface:#FFF;--sunken:#F4F2ED;--text:#1C1B19;--muted:#57534B;--line:#D9D4C9;--line-strong:#8A8477;--link:#0B4F9E;--visited:#5B3A94;--accent:#7A1F2B;--accent-ink:#FFF;--focus:#0B4F9E;--ins-bg:#DDF3E1;--ins-ink:#0B4A22;--del-bg:#FBE1DF;--del-ink:#7E1712;--mov-bg:#E6E4FA;--mov-ink:#3A2F8F;--warn-bg:#FFF1CF;--warn-ink:#6B4300;--danger-bg:#FCE4E2;--danger-ink:#8C1D18;--info-bg:#E2F0FA;--info-ink:#0B4F7A;--unsrc:#8A5A00';
const dark =
  '--bg:#151513;--surface:#1D1C1A;--sunken:#100F0E;--text:#ECE8E0;--muted:#ADA79B;--line:#38352F;--line-strong:#857F73;--link:#8AB8FF;--visited:#C4A9F5;--accent:#F0A0A8;--accent-ink:#2A0A0E;--focus:#8AB8FF;--ins-bg:#12321C;--ins-ink:#A6E8B8;--del-bg:#3B1614;--del-ink:#FFB4AC;--mov-bg:#25215A;--mov-ink:#CBC4FF;--warn-bg:#33260A;--warn-ink:#F5CF7A;--danger-bg:#3B1614;--danger-ink:#FFB4AC;--info-bg:#0E2A3C;--info-ink:#9CCFF2;--unsrc:#E5B454';

const base = [
  `:root{color-scheme:light dark;${light};--serif:"Source Serif 4","Stet fallback",Georgia,"Times New Roman",serif;--sans:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;--fs-body:clamp(1.0625rem,1rem + .25vw,1.1875rem);--measure:66ch}`,
  `@media(prefers-color-scheme:dark){:root{${dark}}}`,
  '*{box-sizing:border-box}',
  'html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}',
  'body{margin:0;background:var(--bg);color:var(--text);font:400 var(--fs-body)/1.6 var(--serif);text-wrap:pretty;overflow-wrap:anywhere}',
  '.wrap{max-width:76rem;margin-inline:auto;padding-inline:1rem}',
  'a{color:var(--link);text-underline-offset:.16em;text-decoration-thickness:.06em}a:visited{color:var(--visited)}a:hover{text-decoration-thickness:.14em}',
  ':focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}main:focus{outline:0}',
  '.vh,.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  '.skip{position:absolute;inset-inline-start:-999px}.skip:focus{inset-inline-start:1rem;top:.5rem;background:var(--surface);padding:.5rem;z-index:9}',
  'main{min-width:0;display:block;padding-block-end:1rem}',
  'h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.625rem);line-height:1.15;margin:2rem 0 .5rem;text-wrap:balance}',
  'h2{font-size:1.5rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line);text-wrap:balance}',
  'h3{font-size:1.2rem;line-height:1.3;margin:1.75rem 0 .5rem}h4,h5,h6{font-size:1.05rem;line-height:1.35;margin:1.5rem 0 .5rem}',
  'p{margin:0 0 1em;max-width:var(--measure)}ul,ol,blockquote{max-width:var(--measure)}',
  '.meta{font:400 .875rem/1.5 var(--sans);color:var(--muted)}time,.num{font-variant-numeric:lining-nums tabular-nums}',
];

const chrome = [
  'header.site{font-family:var(--sans);font-size:.9375rem;border-bottom:1px solid var(--line);background:var(--surface)}',
  'header.site .wrap{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;min-height:3.25rem;padding-block:.5rem}',
  '.brand,.brand:visited{font:700 1.25rem/1.5 var(--serif);color:var(--text);text-decoration:none;padding-block:.25rem}',
  'form{display:flex;flex-wrap:wrap;gap:.5rem;min-width:0}input[type=radio]{width:24px;height:24px;margin:0;accent-color:var(--link)}header.site search{flex:1 1 min(16rem,100%);min-width:0}',
  'input[type=search]{flex:1 1 8rem;min-width:0;max-width:100%;font:inherit;padding:.4rem .6rem;border:1px solid var(--line-strong);background:var(--bg);color:var(--text);border-radius:4px}',
  'button{font:500 .9375rem/1.5 var(--sans);padding:.4rem .9rem;min-height:2.25rem;border:1px solid var(--line-strong);background:var(--sunken);color:var(--text);border-radius:4px;cursor:pointer}',
  'header.site nav a{display:inline-block;padding:.3rem .2rem;margin-inline-end:.5rem}',
  'footer.site{border-top:1px solid var(--line);margin-top:4rem;padding-block:1.5rem;font:400 .875rem/1.5 var(--sans)}footer.site a{display:inline-block;padding-block:.3rem}',
  '.notice{border:1px solid var(--line);border-inline-start:4px solid var(--info-ink);background:var(--info-bg);color:var(--text);border-radius:4px;padding:.75rem 1rem;margin:1rem 0;font:400 .9375rem/1.5 var(--sans);max-width:38rem}main>.notice{max-width:none}',
  '.notice.warn{border-inline-start-color:var(--warn-ink);background:var(--warn-bg)}.notice.danger{border-inline-start-color:var(--danger-ink);background:var(--danger-bg)}',
  '.notice p{margin:0 0 .35rem}.notice p:last-child{margin:0}.notice a,.notice a:visited{color:var(--link)}.links a{display:inline-block;padding-block:.2rem;margin-inline-end:1rem}',
  'summary{cursor:pointer;font-family:var(--sans);padding-block:.4rem}',
  'table{border-collapse:collapse;font:400 .9375rem/1.45 var(--sans);display:block;overflow-x:auto;max-width:100%}th,td{text-align:start;vertical-align:top;overflow-wrap:break-word;padding:.4rem .75rem;border-bottom:1px solid var(--line)}caption{text-align:start;font-weight:600;padding-block:.4rem}',
  'th,td time,.pill{white-space:nowrap}.pill{display:inline-block;font:500 .8125rem/1.5 var(--sans);padding:0 .5em;border:1px solid var(--line-strong);border-radius:1em}.pill.correction{border-color:var(--danger-ink);color:var(--danger-ink)}',
  'mark{background:var(--warn-bg);color:var(--text);padding-inline:.1em}blockquote{margin:0 0 1em;padding-inline-start:1rem;border-inline-start:3px solid var(--line-strong)}blockquote footer{font:400 .875rem/1.5 var(--sans);color:var(--muted)}',
];

const article = [
  '.anchor,.anchor:visited{font-family:var(--sans);font-size:.8em;text-decoration:none;color:var(--muted);display:inline-block;min-width:1.5rem;min-height:1.5rem;line-height:1.5rem;text-align:center;opacity:0}.anchor:focus,:is(h2,h3,h4,h5,h6):hover>.anchor{opacity:1}@media(hover:none){.anchor{opacity:.75}}',
  '.toc{font:400 .9375rem/1.4 var(--sans)}.toc summary{font-weight:600;padding-block:.6rem}.toc ol{list-style:none;margin:0;padding:0}.toc li a{display:block;padding:.28rem 0;color:var(--text);text-decoration:none}.toc li a:hover{text-decoration:underline}.toc .l3 a{padding-inline-start:1rem}.toc .l4 a{padding-inline-start:2rem}.toc .l5 a,.toc .l6 a{padding-inline-start:3rem}',
  '.cite{font:600 .72em/0 var(--sans);vertical-align:super;white-space:nowrap}.cite a{display:inline-block;min-width:24px;line-height:24px;margin:-.6em -.15em;padding-inline:.2em;text-align:center;text-decoration:none;border-radius:3px}.cite a:hover{text-decoration:underline}.cite+.cite::before{content:"·"}',
  '.facts{background:var(--sunken);border:1px solid var(--line);border-radius:6px;padding:1rem;margin:1.5rem 0;font:400 .9375rem/1.5 var(--sans)}.facts h2{font:600 1rem/1.3 var(--sans);margin:0 0 .75rem;border:0;padding:0}.facts dl{margin:0;display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.35rem 1rem}.facts dt{color:var(--muted)}.facts dd{margin:0}@media(max-width:24rem){.facts dl{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-bottom:.5rem}}',
  '.choose{display:flex;gap:1rem;font:400 .875rem/1.5 var(--sans)}.choose label{display:flex;gap:.4rem;align-items:center}.refs,.hist{padding-inline-start:2rem}.refs>li,.hist>li,.plain>li{margin-bottom:.6rem}.refs ul,.plain{list-style:none;padding:0;margin:.25rem 0}.back{font:400 .8125rem/1.5 var(--sans)}.back a{display:inline-block;min-width:24px;line-height:24px;text-align:center}.url{overflow-wrap:anywhere}.refs .url{display:none}',
  '.citebox{background:var(--sunken);padding:1rem;border-radius:6px;user-select:all}pre.citebox{overflow:auto;font-size:.8125rem;max-width:var(--measure)}:target{background:var(--warn-bg)}main:target,section:target,span:empty:target{background:none}',
  '.card{position:absolute;inset:auto;position-area:block-end span-inline-end;position-try-fallbacks:flip-block,flip-inline;max-width:22rem;margin:.3rem 0;border:1px solid var(--line-strong);border-radius:6px;background:var(--surface);color:var(--text);padding:.75rem 1rem;font:400 .875rem/1.45 var(--sans);box-shadow:0 6px 24px rgb(0 0 0/.18)}.card p{margin:.25rem 0}@supports not selector(:popover-open){.card{display:none}}',
  '@media(min-width:64rem){.grid{display:grid;grid-template-columns:14rem minmax(0,1fr);grid-template-rows:repeat(3,auto) 1fr;column-gap:3rem}.head,.lead,.body{grid-column:2}.toc{grid-column:1;grid-row:1/-1;position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding-block:2rem}.facts{grid-column:2}}',
  '@media(min-width:64rem){.grid:not(:has(.toc)){grid-template-columns:0 minmax(0,1fr);column-gap:0}}',
  '@media(min-width:80rem){.grid:not(:has(.toc)){grid-template-columns:0 minmax(0,66ch) minmax(16rem,20rem)}.grid:not(:has(.toc)) .facts{margin-inline-start:3rem}}',
  '@media(min-width:80rem){.wrap{max-width:84rem}.grid{grid-template-columns:14rem minmax(0,66ch) minmax(16rem,20rem)}.head{grid-column:2/4}.facts{grid-column:3;grid-row:2/5;align-self:start;margin-top:.4rem}.facts dl{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.6rem}}',
];

/** What is far below the first screen is laid out when it comes near: the page is there at once however long the text is. */
const deferred = [
  '.body>:is(section,figure,.refs,.hist){content-visibility:auto;contain-intrinsic-size:auto 40rem;overflow-clip-margin:1rem}',
  '.body>section>div>:last-child{margin-bottom:0}',
  '@media print{.body>:is(section,figure,.refs,.hist){content-visibility:visible}}',
];

const sourcing =
  '.unsrc{text-decoration:underline dotted var(--unsrc) 2px;text-underline-offset:.25em}.need{font:500 .75rem/1.4 var(--sans);color:var(--unsrc);white-space:nowrap}';

const lists = [
  '.columns{display:grid;gap:0 3rem}@media(min-width:56rem){.columns{grid-template-columns:1fr 1fr}}.scrollx{max-width:60rem}.country{display:grid;gap:0 3rem}@media(min-width:56rem){.country{grid-template-columns:1fr 22rem}}',
  '.ask{display:block;max-width:40rem;margin-block:1.5rem}.field{display:grid;grid-template-columns:minmax(0,1fr);gap:.25rem;margin-bottom:1rem}.field label{font:600 .9375rem/1.5 var(--sans)}textarea,input:is(:not([type]),[type=email]){font:inherit;width:100%;min-width:0;padding:.5rem .6rem;border:1px solid var(--line-strong);border-radius:4px;background:var(--surface);color:var(--text)}[aria-invalid]{border-color:var(--danger-ink);border-width:2px}.issue{font:600 .9375rem/1.5 var(--sans);color:var(--danger-ink)}',
  '.rows{display:block}.version{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding-block:.75rem;border-bottom:1px solid var(--line)}.version p{margin:0;flex:1 1 16rem}.rows>button{margin-top:1rem}',
  '.filter{flex-wrap:wrap;align-items:center;gap:.5rem 1rem;font:400 .9375rem/1.5 var(--sans);margin-block:1rem}select{font:inherit;padding:.35rem .5rem;border:1px solid var(--line-strong);border-radius:4px;background:var(--bg);color:var(--text);max-width:100%}.letters{display:flex;flex-wrap:wrap;list-style:none;padding:0;gap:.25rem}.letters a{display:block;min-width:2rem;line-height:2rem;text-align:center}.letters a[aria-current]{font-weight:700;text-decoration:none;color:var(--text)}',
];

const changes = [
  'ins{background:var(--ins-bg);color:var(--ins-ink);text-decoration:underline 2px;text-underline-offset:.2em}del{background:var(--del-bg);color:var(--del-ink);text-decoration:line-through 1.5px}ins a,del a{color:inherit}',
  '.change:is(:focus,:target){outline:3px solid var(--focus);outline-offset:2px}.moved{color:var(--mov-ink);background:var(--mov-bg);border-inline-start:3px solid var(--mov-ink);padding-inline-start:.25rem}',
  '.chips{display:flex;flex-wrap:wrap;gap:.25rem .5rem;margin-block:.5rem}.chip{display:inline-block;font:500 .8125rem/1.4 var(--sans);padding:.1rem .5rem;color:var(--info-ink);background:var(--info-bg);border-radius:4px}.chip.look{color:var(--warn-ink);background:var(--warn-bg)}',
  '.section-diff{border:1px solid var(--line);border-radius:6px;background:var(--surface);margin-block:1rem;max-width:calc(var(--measure) + 2rem)}.section-diff>header{padding:.75rem 1rem;border-bottom:1px solid var(--line)}.section-diff h3{margin:0}.section-diff>.body{padding:1rem 1rem 0}.part[data-depth="1"]{margin-inline-start:1rem}.part:is([data-depth="2"],[data-depth="3"]){margin-inline-start:2rem}',
  '.muted,.folded>summary{color:var(--muted)}.small,.not-changed,.folded>summary{font:400 .875rem/1.5 var(--sans)}.not-changed{margin:0;padding-block:.4rem}.folded>.prose{white-space:pre-line;max-width:var(--measure)}.pairs{margin:0 0 1em;max-width:var(--measure)}.pairs dt{color:var(--muted)}.pairs dd{margin:0 0 .5rem}',
];

const print =
  '@media print{.toc,header.site,footer.site,.anchor,.card,.skip,.back,form{display:none}body{font-size:10.5pt;background:#fff;color:#000}a,a:visited{color:inherit}h2,h3,h4{break-after:avoid}.facts,figure,.refs>li{break-inside:avoid}.refs .url{display:inline}.print{display:block}@page{margin:18mm}}@media not print{.print{display:none}}';
const forced = '@media(forced-colors:active){.notice,.pill,.card,.facts{border:1px solid}}';

const shared = [...faces, ...base, ...chrome];
const last = [chartsCss, print, forced];

/**
 * All CSS of a public page, inlined in its head: of an article, and of every other page. The policy of pages names the hashes
 * of both. Tokens: ux.md 6.1.
 */
export const styleSheets = {
  article: [...shared, ...article, ...deferred, sourcing, ...last].join('\n'),
  other: [...shared, ...article, ...lists, ...changes, ...last].join('\n'),
} as const;
