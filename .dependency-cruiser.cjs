// dependency-cruiser 17 (the last for Node 20) never tells swc that a file holds JSX.
const swc = require('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const pathNot = '[.]test[.]tsx?$';
module.exports = {
  forbidden: [
    rule('no-cycles', 'Arrows point one way.', {}, { circular: true }),
    rule(
      'domain-is-pure',
      'No framework, database, clock, environment.',
      { path: '^lib/domain', pathNot },
      { pathNot: '^lib/domain|^node_modules/(zod|isbn3|diff|node-diff3|prosemirror-(model|transform)|@tiptap/pm)/' },
    ),
    rule(
      'contract-is-pure',
      'The wire depends on the domain alone.',
      { path: '^lib/contract', pathNot },
      { pathNot: '^lib/(domain|contract)|^node_modules/zod/' },
    ),
    rule(
      'only-web-knows-next',
      'Next stays in lib/web.',
      { path: '^lib/(?!web/)' },
      { path: '^node_modules/next(-auth)?/' },
    ),
    rule(
      'only-pages-makes-html',
      'One rendering path.',
      { pathNot: '^lib/pages/|^components/reader/|[.]test[.]tsx?$' },
      { path: '^node_modules/react-dom/server|^components/reader/' },
    ),
    rule(
      'server-stands-alone',
      'A hit runs no Prisma, no React, no domain code.',
      { path: '^lib/web/server', pathNot },
      { path: '^(components|app)/|^lib/(?!web/server|system|pages/public-pages)', reachable: true },
    ),
    rule('app-goes-through-capabilities', 'Never the database.', { path: '^app' }, { path: '^lib/db' }),
    rule(
      'pages-do-not-write',
      'Only app/api imports commands.',
      { path: '^app/(?!api/)' },
      { path: '^lib/[^/]+/commands[/.]' },
    ),
    rule(
      'queries-do-not-write',
      'Reading never reaches a command.',
      { path: '^lib/[^/]+/queries[/.]' },
      { path: '/commands[/.]', reachable: true },
    ),
    rule(
      'capabilities-do-not-share-writes',
      'Call a writer that takes tx.',
      { path: '^lib/([^/]+)/commands[/.]' },
      { path: '^lib/[^/]+/commands[/.]', pathNot: '^lib/$1/' },
    ),
    rule(
      'components-do-not-fetch',
      'Data arrives as props.',
      { path: '^components' },
      { path: '^(app|seeds|e2e|prisma)|^lib/(?!domain|contract)' },
    ),
    rule(
      'reader-is-a-corridor',
      'Public answers come from lib/pages.',
      { path: '^app/[(]reader[)]' },
      { path: '^lib/(?!pages|web|domain|contract)' },
    ),
    rule(
      'pages-read-versions-only',
      'The reader side never sees a revision.',
      { path: '^lib/pages', pathNot },
      { path: '^lib/(?!pages|transfer/formats|db|domain|contract|system)' },
    ),
    rule(
      'reader-ships-no-script',
      'No client code in a public page.',
      { path: '^(lib/pages|components/reader)', pathNot },
      { path: '^components/(?!reader|prose|words)|[.]client[.]tsx$', reachable: true },
    ),
    rule(
      'prose-is-neutral',
      'Reading and comparing text is the same on the desk and in public pages.',
      { path: '^components/prose', pathNot },
      { path: '^(app|lib/(?!domain))|^components/(?!prose|words)' },
    ),
    rule('ui-knows-no-domain', 'Reusable chrome.', { path: '^components/ui' }, { path: '^lib|^components/(?!ui)' }),
    rule(
      'e2e-stays-outside',
      'Specs drive the browser.',
      { path: '^e2e', pathNot: '^e2e/fixtures[.]ts$' },
      { path: '^(app|components|lib|seeds)' },
    ),
    rule(
      'tops-are-tops',
      'Nothing imports an entry point.',
      { pathNot: '^(app|lib/(cli|proof))/' },
      { path: '^(app|lib/(cli|proof))/' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^generated' },
  },
};
