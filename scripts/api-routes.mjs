/**
 * The handlers of app/api by the paths that Next.js gives them, so that a server can answer them without it: the
 * module `api-routes` of the compiled programs.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'

const API = 'app/api'

/** Files of routes under a checkout's app/api, each with the pattern of its path; folders that begin with _ are private. */
function apiRoutes(root) {
  return readdirSync(path.join(root, API), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /(^|\/)route\.ts$/.test(file) && !/(^|\/)_/.test(file))
    .map((file) => ({ file: `${API}/${file}`, pattern: patternOf(file) }))
    .sort((a, b) => (rank(a.pattern) < rank(b.pattern) ? -1 : 1))
}

/** `v1/runs/[run]/route.ts` to `/api/v1/runs/:run`; a rest of any length is `*`. */
export function patternOf(file) {
  const segments = path.posix.dirname(file).split('/')
  const named = segments.map((segment) => segment.replace(/^\[\.\.\..*\]$/, '*').replace(/^\[(.*)\]$/, ':$1'))
  return ['', 'api', ...named].join('/')
}

/** The first pattern that fits is taken: names come before parameters, and those before a rest. */
const rank = (pattern) =>
  pattern
    .split('/')
    .map((segment) => (segment === '*' ? '2' : segment.startsWith(':') ? '1' : `0${segment}`))
    .join('/')

/** The plugin of esbuild that makes the module. */
export const apiRoutesPlugin = {
  name: 'api-routes',
  setup(build) {
    const root = process.cwd()
    build.onResolve({ filter: /^api-routes$/ }, () => ({ path: 'api-routes', namespace: 'api-routes' }))
    build.onLoad({ filter: /.*/, namespace: 'api-routes' }, () => {
      const routes = apiRoutes(root)
      const imports = routes.map(({ file }, at) => `import * as r${at} from ${JSON.stringify(`./${file}`)}`)
      const pairs = routes.map(({ pattern }, at) => `[${JSON.stringify(pattern)}, r${at}]`)
      return {
        contents: `${imports.join('\n')}\nexport const routes = [${pairs.join(', ')}]\n`,
        resolveDir: root,
        loader: 'js',
      }
    })
  },
}
