/**
 * The packages that are installed for their text: the workspace `corpus/`, apart from the dependencies of the
 * product.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SemascopeError } from '@/lib/errors'

/** Returns the path of the demo corpus's manifest under an installation's root. */
export const manifestPath = (root: string): string => join(root, 'corpus', 'manifest.json')

/**
 * Returns versions by name, as corpus/package.json pins them. Throws `invalid_input` for a version that is a range.
 */
export async function corpusPackages(root: string): Promise<Map<string, string>> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'corpus', 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const [name, version] of Object.entries(dependencies))
    if (!/^\d/.test(version))
      throw new SemascopeError(
        'invalid_input',
        `corpus/package.json: ${name} is ${version}, not a single version`,
      )
  return new Map(Object.entries(dependencies))
}

export interface InstalledPackage {
  readonly directory: string
  readonly version: string
}

/**
 * Returns where a package of the corpus is installed: in the workspace if the product needs another version,
 * otherwise at the top of node_modules; undefined if it is in neither place.
 */
export async function installedPackage(root: string, name: string): Promise<InstalledPackage | undefined> {
  for (const home of [join(root, 'corpus'), root]) {
    const directory = join(home, 'node_modules', name)
    const text = await readFile(join(directory, 'package.json'), 'utf8').catch(() => undefined)
    if (text !== undefined)
      return { directory, version: String((JSON.parse(text) as { version?: string }).version) }
  }
  return undefined
}
