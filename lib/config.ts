import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { SemascopeError } from './errors'

/** Describes the environment variables; each has a default that works on one machine. */
const schema = z.object({
  /** The Postgres server to use; if it is not set, an embedded server starts under DATA_DIR. */
  DATABASE_URL: z.string().url().optional(),
  /** The folder for weights, texts, the embedded database and checkpoints. */
  DATA_DIR: z.string().default('.semascope'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3210),
  /** Comma-separated names of this server besides localhost and HOST, each with its port or for every port. */
  ALLOWED_HOSTS: z.string().default(''),
  /** With "local" nobody signs in and a person is the name they choose; with "accounts" everybody signs in. */
  AUTH: z.enum(['local', 'accounts']).default('local'),
  /**
   * Signs session cookies; if it is not set, one is made under DATA_DIR. All servers of a database need the same one.
   */
  AUTH_SECRET: z.string().min(32).optional(),
  /** With "1" everybody who can reach the server is trusted, for example behind a proxy or in a container network. */
  ALLOW_REMOTE: z.enum(['0', '1']).default('0'),
  /** Port of the embedded Postgres; 0 picks a free one. */
  EMBEDDED_POSTGRES_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /**
   * Threads that a session may use for one operator; 0 means the processors that this process may use, divided by the size
   * of the pool.
   */
  ORT_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  /** Number of compute threads of a process. */
  COMPUTE_THREADS: z.coerce.number().int().min(1).max(64).default(1),
  /** The Python that benchmarks compare with if it has torch; nothing else starts Python. */
  PYTHON: z.string().default('python3'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

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
  readonly python: string
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL']
  /** The folder of the installation, which holds package.json. */
  readonly root: string
  /** Absolute path of the folder with the compiled entry points (esbuild output). */
  readonly distDir: string
}

function findRoot(start: string): string {
  for (let dir = start; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, 'package.json')) && existsSync(path.join(dir, 'models'))) return dir
    if (path.dirname(dir) === dir) return start
  }
}

/** Parses an environment. Throws `invalid_input` with the name of the first bad variable. */
function parseConfig(env: Record<string, string | undefined>, cwd: string): Config {
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
    python: e.PYTHON,
    logLevel: e.LOG_LEVEL,
    root,
    distDir: path.join(root, 'dist'),
  }
}

let cached: Config | undefined
const overrides: Record<string, string> = {}

/** Sets values from the command line. They override the environment, here and in child processes. */
export function configure(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) overrides[name] = value
  cached = undefined
}

/** Returns the environment for a child process that needs the settings of this process. */
export function childEnvironment(
  settings: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  return { ...process.env, ...overrides, ...settings }
}

/** Returns the configuration of this process; the environment is parsed once. */
export function config(): Config {
  cached ??= parseConfig({ ...process.env, ...overrides }, process.cwd())
  return cached
}
