/** "Rules of dependency": imports point down. docs/architecture.md has the picture. */
const features = ['sign-in', 'lifecycle', 'desk', 'portal', 'cli']
const test = '(\\.test\\.tsx?$|/test/)'

/** From the top down; who stands on one line may not import each other. */
const floors = [
  ['main\\.ts$'],
  ['app\\.ts$'],
  features.map((name) => `${name}/`),
  ['realtime/'],
  ['sessions/'],
  ['directory/'],
  ['audit/'],
  ['store/', 'http/'],
  ['settings\\.ts$'],
]

const inServer = (names) => `^server/src/(${names.join('|')})`

function onlyDown(index, name, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: inServer(floors[index]), pathNot: test },
    to: { path: inServer(floors.slice(0, index).flat()) },
  }
}

function onlyIn(name, comment, packages, places) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: '^server/src/', pathNot: [...places, test] },
    to: {
      path: packages.map((it) =>
        it.startsWith('node:') ? `^${it}$` : `(^|/)node_modules/(@types/)?${it}/|^${it}(/|$)`,
      ),
    },
  }
}

module.exports = {
  forbidden: [
    onlyDown(
      1,
      'nothing-imports-main',
      'main.ts starts the process when imported; app.ts is the part to reuse.',
    ),
    onlyDown(
      2,
      'features-do-not-import-app',
      'app.ts hands features what they need; the other way round is a circle.',
    ),
    onlyDown(
      3,
      'realtime-knows-no-feature',
      'Features publish to the hub; the hub carries any topic and knows none.',
    ),
    onlyDown(
      4,
      'sessions-know-no-realtime',
      'Ending a session tells the bus; who listens is not its business.',
    ),
    onlyDown(
      5,
      'directory-knows-no-session',
      'A person ends by a row in a transaction; sessions read it. A caller cannot forget.',
    ),
    onlyDown(
      6,
      'audit-knows-no-directory',
      'Every floor writes audit rows, so audit can stand on none of them.',
    ),
    onlyDown(
      7,
      'store-and-http-know-no-product',
      'Foundations: product rules in them would be found by nobody.',
    ),
    onlyDown(8, 'settings-know-nothing', 'Read before anything else exists.'),
    {
      name: 'features-do-not-import-each-other',
      comment:
        'They meet in app.ts (as arguments) or below (in directory and sessions), so each can be read alone.',
      severity: 'error',
      from: { path: `^server/src/(${features.join('|')})/`, pathNot: test },
      to: { path: `^server/src/(${features.join('|')})/`, pathNot: '^server/src/$1/' },
    },
    {
      name: 'store-and-http-do-not-import-each-other',
      comment: 'Neither a database in a request handler nor a status code in a transaction.',
      severity: 'error',
      from: { path: '^server/src/(store|http)/', pathNot: test },
      to: { path: '^server/src/(store|http)/', pathNot: '^server/src/$1/' },
    },
    onlyIn(
      'openid-in-sign-in',
      'One place speaks OpenID Connect, so one place is audited.',
      ['openid-client', 'oauth4webapi', 'jose'],
      ['^server/src/sign-in/'],
    ),
    onlyIn(
      'sql-in-stores',
      'SQL elsewhere would go round the store that is scoped to one provider.',
      ['kysely', 'pg', 'node:sqlite'],
      ['^server/src/store/', '\\.store\\.ts$'],
    ),
    onlyIn(
      'pictures-in-directory',
      'It is shown only what was walked and cut down before; elsewhere it would read what strangers send.',
      ['image-size'],
      ['^server/src/directory/'],
    ),
    onlyIn(
      'web-framework-at-the-edge',
      'Steps and rules are plain functions, tested without a server.',
      ['fastify', '@fastify', 'fastify-type-provider-zod'],
      ['^server/src/http/', '^server/src/app\\.ts$', '(^|[/.])routes\\.ts$'],
    ),
    {
      name: 'web-imports-contract-only',
      comment: 'The browser knows the server by what crosses the wire.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|local-okta|e2e|bench)/' },
    },
    {
      name: 'screens-do-not-import-each-other',
      comment: 'sign-in, desktop, portal and widget share ui/, api/ and realtime/, and load apart.',
      severity: 'error',
      from: { path: '^web/src/(sign-in|desktop|portal|widget)/', pathNot: test },
      to: { path: '^web/src/(sign-in|desktop|portal|widget)/', pathNot: '^web/src/$1/' },
    },
    {
      name: 'launcher-stands-alone',
      comment:
        'It is the one file that pages of customers load: what it imports, every one of them pays for.',
      severity: 'error',
      from: { path: '^web/src/launcher/', pathNot: test },
      to: { pathNot: '^web/src/launcher/' },
    },
    {
      name: 'of-the-launcher-only-its-messages',
      comment:
        'The chat shares the types of what they say to each other; the rest is made for foreign pages.',
      severity: 'error',
      from: { path: '^web/src/', pathNot: ['^web/src/(launcher|testing)/', test] },
      to: { path: '^web/src/launcher/', pathNot: '^web/src/launcher/messages\\.ts$' },
    },
    {
      name: 'server-does-not-know-local-okta',
      comment:
        'They speak HTTP, as with the real Okta; a shared module would hide a difference. Tests may start it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: test },
      to: { path: '^local-okta/' },
    },
    {
      name: 'local-okta-does-not-know-the-server',
      comment: 'It stands in for a foreign service, which never sees our code.',
      severity: 'error',
      from: { path: '^local-okta/src/', pathNot: test },
      to: { path: '^(server|web|contract)/' },
    },
    {
      name: 'contract-imports-zod-only',
      comment:
        'It is loaded by the browser and by the server; anything else in it is a burden for one of them.',
      severity: 'error',
      from: { path: '^contract/src/', pathNot: test },
      to: { pathNot: ['^contract/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'src-does-not-import-tests',
      comment: 'No test switch in the product.',
      severity: 'error',
      from: { path: '/src/', pathNot: test },
      to: { path: test, pathNot: 'node_modules' },
    },
    {
      name: 'no-circles',
      comment: 'Two files in a circle are one file.',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'A name that leads nowhere, or to a package that no package.json declares.',
      severity: 'error',
      from: { pathNot: test },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^web/dist/', '(^|/)node_modules/(vitest|vite)/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}
