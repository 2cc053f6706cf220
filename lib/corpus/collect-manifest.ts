/**
 * Chooses the demo corpus from the packages that corpus/package.json lists. Files are taken in the order of a hash of
 * package and path. Each kind has a budget of characters, of which one package may fill only a part. Near-duplicates
 * are removed among all files that were read.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DOCUMENT_KINDS, type Document, type DocumentKind } from '@/lib/domain/corpus'
import { SemascopeError } from '@/lib/errors'
import { corpusPackages, installedPackage } from './corpus-packages'
import { kindOfPath, kindOfText } from './document-kind'
import { groupBy } from './group-by'
import { type Manifest, type ManifestPackage, textHash } from './manifest'
import { removeNearDuplicates } from './near-duplicates'
import { inSeededOrder } from './seeded-hash'
import { readTextStart } from './text-file'

/** Most characters taken from the start of a file. */
const CAPS: Record<DocumentKind, number> = {
  documentation: 60_000,
  typings: 16_000,
  code: 12_000,
  licence: 20_000,
  locale: 150_000,
  data: 16_000,
  minified: 3_000,
  text: 20_000,
}

/** Most characters of a kind in all. */
const BUDGETS: Record<DocumentKind, number> = {
  documentation: 12e6,
  typings: 11e6,
  code: 18e6,
  licence: 1.2e6,
  locale: 4e6,
  data: 3e6,
  minified: 2e6,
  text: 1e6,
}

/** Share of a kind's budget that one package may take; locale files come from few packages. */
const PACKAGE_SHARE: Record<DocumentKind, number> = {
  documentation: 0.15,
  typings: 0.06,
  code: 0.06,
  licence: 0.1,
  locale: 0.7,
  data: 0.15,
  minified: 0.1,
  text: 0.3,
}

const ORDER_SEED = 'semascope corpus'
const LEAST_CHARACTERS = 200
/** Candidates to read per character of the budget, because near-duplicates drop out. */
const OVERSAMPLING = 3

interface Candidate {
  readonly name: string
  readonly unit: string
  readonly file: string
  readonly kind: DocumentKind
}

/**
 * Builds the manifest of the packages installed under `root`. Throws `conflict` with the name of a package that is
 * not installed in the version of corpus/package.json.
 */
export async function collectManifest(root: string): Promise<{ manifest: Manifest; documents: Document[] }> {
  const versions = await corpusPackages(root)
  const directories = new Map<string, string>()
  const candidates: Candidate[] = []
  for (const name of [...versions.keys()].sort()) {
    const directory = await directoryOf(root, name, versions.get(name) ?? '')
    directories.set(name, directory)
    for (const file of await filesOf(directory)) {
      const kind = kindOfPath(file)
      if (kind) candidates.push({ name: `${name}/${file}`, unit: name, file, kind })
    }
  }
  const read = await readWithinBudgets(directories, inSeededOrder(candidates, ORDER_SEED))
  const { kept } = removeNearDuplicates(read)
  const documents = new Budget(1).take(kept)
  return { manifest: toManifest(documents, versions), documents }
}

async function directoryOf(root: string, name: string, version: string): Promise<string> {
  const found = await installedPackage(root, name)
  if (found?.version === version) return found.directory
  throw new SemascopeError(
    'conflict',
    `corpus/package.json asks for ${name}@${version}, but ${found ? found.version : 'none'} is installed; run "npm ci"`,
  )
}

/** Returns the files of a package by relative path with forward slashes, sorted, without nested packages. */
async function filesOf(directory: string, prefix = ''): Promise<string[]> {
  const files: string[] = []
  const entries = await readdir(join(directory, prefix), { withFileTypes: true })
  for (const entry of entries) {
    if (entry.name === 'node_modules' || entry.isSymbolicLink()) continue
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) files.push(...(await filesOf(directory, `${path}/`)))
    else files.push(path)
  }
  return files.sort()
}

async function readWithinBudgets(
  directories: ReadonlyMap<string, string>,
  candidates: readonly Candidate[],
): Promise<Document[]> {
  const budget = new Budget(OVERSAMPLING)
  const documents: Document[] = []
  for (const { name, unit, file, kind } of candidates) {
    if (budget.full(kind, unit)) continue
    const path = join(directories.get(unit) ?? '', file)
    if ((await stat(path)).size < LEAST_CHARACTERS) continue
    const result = await readTextStart(path, CAPS[kind])
    if ('notText' in result || result.text.length < LEAST_CHARACTERS) continue
    const actual = kindOfText(kind, result.text)
    const text = actual === kind ? result.text : await recut(path, actual)
    const document = { name, unit, file, kind: actual, text }
    if (budget.add(document)) documents.push(document)
  }
  return documents
}

async function recut(path: string, kind: DocumentKind): Promise<string> {
  const result = await readTextStart(path, CAPS[kind])
  return 'text' in result ? result.text : ''
}

/** Counts characters by kind, and by package within a kind. */
class Budget {
  private readonly used = new Map<string, number>()

  constructor(private readonly factor: number) {}

  full(kind: DocumentKind, unit: string): boolean {
    const limit = BUDGETS[kind] * this.factor
    return (
      (this.used.get(kind) ?? 0) >= limit ||
      (this.used.get(`${kind} ${unit}`) ?? 0) >= limit * PACKAGE_SHARE[kind]
    )
  }

  add({ kind, unit, text }: Document): boolean {
    if (this.full(kind, unit)) return false
    for (const key of [kind, `${kind} ${unit}`]) this.used.set(key, (this.used.get(key) ?? 0) + text.length)
    return true
  }

  take(documents: readonly Document[]): Document[] {
    return documents.filter((document) => this.add(document))
  }
}

function toManifest(documents: readonly Document[], versions: ReadonlyMap<string, string>): Manifest {
  const byUnit = groupBy(documents, (document) => document.unit)
  const packages = [...byUnit.keys()].sort().map((name): ManifestPackage => {
    const files = (byUnit.get(name) ?? [])
      .map(
        (document) =>
          [document.name.slice(name.length + 1), `${document.kind} ${textHash(document.text)}`] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return { name, version: versions.get(name) ?? '', files: Object.fromEntries(files) }
  })
  const caps = Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, CAPS[kind]])) as Record<
    DocumentKind,
    number
  >
  return { format: 1, caps, packages }
}
