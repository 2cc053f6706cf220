/**
 * The demo corpus: text that installing the project brings along (documentation, typings, source, licences,
 * locale files, data of its platform-independent dependencies), as the manifest lists it.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '@/lib/domain/corpus'
import { messageOf, SemascopeError } from '@/lib/errors'
import { type ManifestRow, manifestRows, readManifest, textHash } from './manifest'
import { readTextStart } from './text-file'

export interface DependencyTreeOptions {
  /** Directory that holds node_modules. */
  readonly root: string
  /** Default `<root>/lib/corpus/manifest.json`. */
  readonly manifestPath?: string
}

const FILES_AT_ONCE = 64

/**
 * Loads the documents of the manifest, in its order. Throws `conflict` naming package and file when a
 * version or a hash differs from the manifest.
 */
export async function loadDependencyTree(options: DependencyTreeOptions): Promise<Document[]> {
  const manifest = await readManifest(options.manifestPath ?? join(options.root, 'lib/corpus/manifest.json'))
  for (const { name, version } of manifest.packages) await checkVersion(options.root, name, version)
  const rows = manifestRows(manifest)
  const documents: Document[] = []
  for (let i = 0; i < rows.length; i += FILES_AT_ONCE)
    documents.push(
      ...(await Promise.all(
        rows.slice(i, i + FILES_AT_ONCE).map((row) => loadRow(options.root, row, manifest.caps[row.kind])),
      )),
    )
  return documents
}

async function checkVersion(root: string, name: string, version: string): Promise<void> {
  const path = join(root, 'node_modules', name, 'package.json')
  let found: string
  try {
    found = String((JSON.parse(await readFile(path, 'utf8')) as { version?: string }).version)
  } catch (cause) {
    throw differs(`package ${name}@${version} is not installed (${messageOf(cause)})`, cause)
  }
  if (found !== version) throw differs(`package ${name} is installed as ${found}, not as ${version}`)
}

async function loadRow(root: string, row: ManifestRow, cap: number): Promise<Document> {
  const where = `package ${row.package}@${row.version}, file ${row.file}`
  const result = await readTextStart(join(root, 'node_modules', row.package, row.file), cap).catch(
    (cause) => {
      throw differs(`${where} cannot be read (${messageOf(cause)})`, cause)
    },
  )
  if ('notText' in result) throw differs(`${where} ${result.notText}`)
  const hash = textHash(result.text)
  if (hash !== row.hash) throw differs(`${where} has hash ${hash}, not ${row.hash}`)
  return { name: `${row.package}/${row.file}`, kind: row.kind, unit: row.package, text: result.text }
}

function differs(what: string, cause?: unknown): SemascopeError {
  return new SemascopeError(
    'conflict',
    `the dependency tree differs from the corpus manifest: ${what}; run "npm run corpus:refresh"`,
    { cause },
  )
}
