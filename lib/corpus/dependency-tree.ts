/**
 * Loads the demo corpus: text of the packages that corpus/package.json pins (documentation, typings, source,
 * licences, locale files, data), in the files that corpus/manifest.json lists.
 */
import { join } from 'node:path'
import type { Document } from '@/lib/domain/corpus'
import { messageOf, SemascopeError } from '@/lib/errors'
import { installedPackage, manifestPath } from './corpus-packages'
import { type ManifestRow, manifestRows, readManifest, textHash } from './manifest'
import { readTextStart } from './text-file'

const FILES_AT_ONCE = 64

/**
 * Loads the documents of the manifest in its order. Throws `conflict` with package and file if a version or a hash
 * differs from the manifest.
 */
export async function loadDependencyTree({ root }: { readonly root: string }): Promise<Document[]> {
  const manifest = await readManifest(manifestPath(root))
  const directories = new Map<string, string>()
  for (const { name, version } of manifest.packages)
    directories.set(name, await directoryOf(root, name, version))
  const rows = manifestRows(manifest)
  const documents: Document[] = []
  for (let i = 0; i < rows.length; i += FILES_AT_ONCE)
    documents.push(
      ...(await Promise.all(
        rows
          .slice(i, i + FILES_AT_ONCE)
          .map((row) => loadRow(directories.get(row.package) ?? '', row, manifest.caps[row.kind])),
      )),
    )
  return documents
}

async function directoryOf(root: string, name: string, version: string): Promise<string> {
  const found = await installedPackage(root, name)
  if (!found) throw differs(`package ${name}@${version} is not installed`)
  if (found.version !== version)
    throw differs(`package ${name} is installed as ${found.version}, not as ${version}`)
  return found.directory
}

async function loadRow(directory: string, row: ManifestRow, cap: number): Promise<Document> {
  const where = `package ${row.package}@${row.version}, file ${row.file}`
  const result = await readTextStart(join(directory, row.file), cap).catch((cause) => {
    throw differs(`${where} cannot be read (${messageOf(cause)})`, cause)
  })
  if ('notText' in result) throw differs(`${where} ${result.notText}`)
  const hash = textHash(result.text)
  if (hash !== row.hash) throw differs(`${where} has hash ${hash}, not ${row.hash}`)
  return { name: `${row.package}/${row.file}`, kind: row.kind, unit: row.package, text: result.text }
}

function differs(what: string, cause?: unknown): SemascopeError {
  return new SemascopeError(
    'conflict',
    `the installed packages differ from the corpus manifest: ${what}; run "npm run corpus:refresh"`,
    { cause },
  )
}
