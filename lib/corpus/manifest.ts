/**
 * The manifest of the demo corpus: the files of each package in corpus/package.json, with the version of the package
 * and a hash of the text taken from each file. The text itself is never stored or redistributed.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import { messageOf, SemascopeError } from '@/lib/errors'

export interface ManifestPackage {
  readonly name: string
  readonly version: string
  /** "kind hash" by the path inside the package. */
  readonly files: Readonly<Record<string, string>>
}

export interface Manifest {
  readonly format: 1
  /** Most characters taken from the start of a file, by kind. */
  readonly caps: Readonly<Record<DocumentKind, number>>
  readonly packages: readonly ManifestPackage[]
}

export interface ManifestRow {
  readonly package: string
  readonly version: string
  readonly file: string
  readonly kind: DocumentKind
  readonly hash: string
}

/** Returns the first 12 hex digits of the SHA-256 of a text. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Reads a manifest. Throws `invalid_input` with the path if the file is missing or malformed. */
export async function readManifest(path: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
    if (manifest.format !== 1) throw new Error(`format ${String(manifest.format)} is unknown`)
    return manifest
  } catch (cause) {
    throw new SemascopeError('invalid_input', `cannot read corpus manifest ${path}: ${messageOf(cause)}`, {
      cause,
    })
  }
}

/** Returns the files of a manifest in its order, one row each. */
export function manifestRows(manifest: Manifest): ManifestRow[] {
  return manifest.packages.flatMap(({ name, version, files }) =>
    Object.entries(files).map(([file, entry]) => {
      const [kind, hash] = entry.split(' ')
      const known = DOCUMENT_KINDS.find((candidate) => candidate === kind)
      if (!known || !hash)
        throw new SemascopeError('invalid_input', `corpus manifest: ${name}/${file} has the entry "${entry}"`)
      return { package: name, version, file, kind: known, hash }
    }),
  )
}
