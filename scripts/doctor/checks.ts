import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readTokenizer } from '@/lib/compute/store/tokenizer'
import { config } from '@/lib/config'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { closeDatabase, database } from '@/lib/db/database'
import { findBinaries, platformName } from '@/lib/db/embedded/binaries'
import { serverState } from '@/lib/db/health'
import { SemascopeError } from '@/lib/errors'
import { isLoopback, refuseListening } from '@/lib/http/listening'
import { loadDictionaryDirectory, loadModelDirectory, modelHash } from '@/lib/models'
import { freeBytes } from '@/lib/services/disk'
import { findChromium } from '../find-chromium.mjs'
import type { Check } from './check'

const REINSTALL = 'run "npm ci" without --omit=optional'
const NEEDED_BYTES = 3e9

/** Returns the checks of everything that an installation needs, the basics first. */
export function checks(): Check[] {
  const { root, dataDir, databaseUrl } = config()
  const require = createRequire(path.join(root, 'package.json'))
  return [
    { name: 'Node.js', look: nodeVersion, mend: 'install Node 20.19 or newer' },
    {
      name: 'Postgres programs',
      look: async () => `embedded Postgres ${(await findBinaries(root)).packageVersion}`,
      mend: `${REINSTALL}, or set DATABASE_URL`,
      level: databaseUrl === undefined ? 'fail' : 'warn',
    },
    { name: 'ONNX Runtime', look: () => onnxRuntime(root), mend: REINSTALL },
    {
      name: 'esbuild',
      look: () => {
        const { transformSync, version } = require('esbuild') as typeof import('esbuild')
        transformSync('let a: number = 1', { loader: 'ts' })
        return `esbuild ${version} runs`
      },
      mend: REINSTALL,
    },
    { name: 'Next.js compiler', look: () => nextCompiler(root), mend: REINSTALL },
    {
      name: 'data directory',
      look: () => dataDirectory(dataDir),
      mend: 'set DATA_DIR to a folder you may write to',
    },
    {
      name: 'disk space',
      look: () => diskSpace(dataDir),
      mend: 'free some space, or set DATA_DIR to a folder on another disk',
      level: 'warn',
    },
    {
      name: 'database',
      look: reachDatabase,
      mend: databaseUrl === undefined ? 'see the message' : 'start that server, or unset DATABASE_URL',
    },
    { name: 'who may connect', look: whoMayConnect, mend: 'see the message' },
    {
      name: 'demo corpus',
      look: async () => `${(await loadDependencyTree({ root })).length} files, as in the manifest`,
      mend: 'run "npm ci"; after changing packages of corpus/ on purpose, "npm run corpus:refresh"',
    },
    { name: 'shipped models', look: () => shippedModels(root), mend: 'restore models/ from the repository' },
    {
      name: 'browser for tests',
      look: async () => findChromium(),
      mend: 'run "npx playwright install chromium", or set PLAYWRIGHT_CHROMIUM',
      level: 'warn',
    },
  ]
}

function nodeVersion(): string {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`this is Node ${process.versions.node}`)
  return process.versions.node
}

function onnxRuntime(root: string): string {
  const home = path.join(root, 'node_modules', 'onnxruntime-node', 'bin')
  const napi = existsSync(home) ? readdirSync(home)[0] : undefined
  const file = path.join(home, napi ?? '', process.platform, process.arch, 'onnxruntime_binding.node')
  if (!existsSync(file))
    throw new Error(`no binding for ${process.platform}-${process.arch}: ${file} is missing`)
  process.dlopen({ exports: {} } as NodeJS.Module, file)
  return `the binding for ${process.platform}-${process.arch} loads`
}

function nextCompiler(root: string): string {
  const home = path.join(root, 'node_modules', '@next')
  const prefix = `swc-${process.platform}-${process.arch}`
  const found = existsSync(home) ? readdirSync(home).filter((name) => name.startsWith(prefix)) : []
  if (found.length === 0) throw new Error(`no package @next/${prefix}-… for this platform`)
  return found.map((name) => `@next/${name}`).join(', ')
}

function dataDirectory(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  return `${dataDir} can be written`
}

async function diskSpace(dataDir: string): Promise<string> {
  const free = await freeBytes(dataDir)
  const text = `${(free / 1e9).toFixed(1)} GB free at ${dataDir}`
  if (free < NEEDED_BYTES) throw new Error(`${text}; the demo may take ${NEEDED_BYTES / 1e9} GB`)
  return text
}

async function reachDatabase(): Promise<string> {
  try {
    const { pool, embedded } = await database()
    const { version, migrations } = await serverState(pool)
    const where = embedded ? `embedded (${platformName()})` : 'at DATABASE_URL'
    return `Postgres ${version} ${where}, ${migrations} migrations applied`
  } finally {
    await closeDatabase()
  }
}

function whoMayConnect(): string {
  const settings = config()
  const refusal = refuseListening(settings.host, settings)
  if (refusal) throw new SemascopeError('forbidden', refusal)
  if (settings.auth === 'accounts') return `accounts: everybody signs in at ${settings.host}`
  return isLoopback(settings.host)
    ? `no sign-in: only this machine can reach ${settings.host}`
    : `no sign-in: everybody who can reach ${settings.host} is trusted (ALLOW_REMOTE)`
}

function shippedModels(root: string): string {
  const home = path.join(root, 'models')
  const models = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  if (models.length === 0) throw new SemascopeError('not_found', `there is no model below ${home}`)
  const described = models.map(({ name }) => {
    const loaded = loadModelDirectory(path.join(home, name))
    readTokenizer(loaded.tokenizer)
    const hash = modelHash(loaded.spec, loaded.weights).slice(0, 12)
    const below = path.join(home, name, 'dictionaries')
    const dictionaries = existsSync(below) ? readdirSync(below) : []
    for (const dictionary of dictionaries) loadDictionaryDirectory(path.join(below, dictionary), loaded.spec)
    return `${name} (${hash}) with ${dictionaries.join(', ') || 'no dictionary'}`
  })
  return described.join('; ')
}
