import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { SemascopeError } from './errors'

/** The only reader of process.env. Every setting has a default that works on one machine. */
const schema = z.object({
  /** Postgres to use; without it an embedded server starts under DATA_DIR. */
  DATABASE_URL: z.string().url().optional(),
  /** Weights, texts, the embedded database, checkpoints. */
  DATA_DIR: z.string().default('.semascope'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3210),
  /** Comma-separated host names (with port where not the default) that writes are accepted on. */
  ALLOWED_HOSTS: z.string().default(''),
  /** local: no sign-in, a person is the name they choose. accounts: everybody signs in. */
  AUTH: z.enum(['local', 'accounts']).default('local'),
  /** Signs session cookies; without it one is made under DATA_DIR. Servers of one database need the same. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** 1: whoever reaches the server is trusted, as behind a proxy or in a container's network. */
  ALLOW_REMOTE: z.enum(['0', '1']).default('0'),
  /** Port of the embedded Postgres; 0 picks a free one. */
  EMBEDDED_POSTGRES_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** Threads a session may use for one operator; 0 means all cores divided by the pool's size. */
  ORT_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  /** Compute threads a process runs. */
  COMPUTE_THREADS: z.coerce.number().int().min(1).max(64).default(1),
  /** Most processes that render pages beside the web server's own, when many are asked for. */
  RENDERERS: z.coerce.number().int().min(0).max(64).optional(),
  /** Python that benchmarks compare with when it has torch; nothing else starts it. */
  PYTHON: z.string().default('python3'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** Unless more are asked for: each takes some hundred MB. */
const MOST_RENDERERS = 3

export interface Config {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly allowedHosts: readonly string[]
  readonly auth: 'local' | 'accounts'
  readonly authSecret: string | undefined
  readonly allowRemote: boolean
  readonly embeddedPostgresPort: number
  readonly ortThreads: number
  readonly computeThreads: number
  readonly renderers: number
  readonly python: string
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL']
  /** Root of the installation: the folder with package.json. */
  readonly root: string
  /** Absolute path of compiled entry points (esbuild output). */
  readonly distDir: string
}

function findRoot(start: string): string {
  for (let dir = start; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, 'package.json')) && existsSync(path.join(dir, 'models'))) return dir
    if (path.dirname(dir) === dir) return start
  }
}

/** Parses an environment. Throws `invalid_input` naming the first bad variable. */
export function parseConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new SemascopeError(
      'invalid_input',
      `environment variable ${issue?.path.join('.')}: ${issue?.message}`,
    )
  }
  const e = result.data
  const root = given.SEMASCOPE_ROOT ?? findRoot(cwd)
  return {
    databaseUrl: e.DATABASE_URL,
    dataDir: path.resolve(root, e.DATA_DIR),
    host: e.HOST,
    port: e.PORT,
    allowedHosts: e.ALLOWED_HOSTS.split(',')
      .map((host) => host.trim())
      .filter(Boolean),
    auth: e.AUTH,
    authSecret: e.AUTH_SECRET,
    allowRemote: e.ALLOW_REMOTE === '1',
    embeddedPostgresPort: e.EMBEDDED_POSTGRES_PORT,
    ortThreads: e.ORT_THREADS,
    computeThreads: e.COMPUTE_THREADS,
    renderers: e.RENDERERS ?? Math.min(MOST_RENDERERS, availableParallelism() - 1),
    python: e.PYTHON,
    logLevel: e.LOG_LEVEL,
    root,
    distDir: path.join(root, 'dist'),
  }
}

let cached: Config | undefined
const overrides: Record<string, string> = {}

/** Settings given on the command line: they stand above the environment, here and in child processes. */
export function configure(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) overrides[name] = value
  cached = undefined
}

/** The environment for a child process that is to have this process's settings. */
export function childEnvironment(
  settings: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  return { ...process.env, ...overrides, ...settings }
}

/** This process's configuration, parsed once. */
export function config(): Config {
  cached ??= parseConfig({ ...process.env, ...overrides }, process.cwd())
  return cached
}
