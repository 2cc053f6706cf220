/**
 * Reads a user's own text: files, folders and globs of .txt, .md, .jsonl and any other text. Each file is a document,
 * and so is each line of a .jsonl; each document is its own unit for holding out. Binary files are skipped and
 * listed; a binary file that the user names is an error.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Document } from '@/lib/domain/corpus'
import { messageOf, SemascopeError } from '@/lib/errors'
import { kindOfPath, kindOfText } from './document-kind'
import { globToRegExp, hasGlob } from './glob'
import { parseJsonl } from './jsonl'
import { readTextStart } from './text-file'

interface SkippedFile {
  readonly path: string
  readonly reason: string
}

export interface ReadTextResult {
  readonly documents: Document[]
  /** Binary and empty files found in folders and by globs. */
  readonly skipped: SkippedFile[]
}

interface FoundFile {
  readonly path: string
  /** Path relative to the folder or glob in which the file was found. */
  readonly name: string
  /** True if the user named the file, false if it was found in a folder. */
  readonly explicit: boolean
}

/**
 * Reads text files. Throws `not_found` for a path that does not exist, and `invalid_input` for a binary file that the
 * user names, for a bad .jsonl line (with file and line) and if there is no text at all.
 */
export async function readText(paths: readonly string[]): Promise<ReadTextResult> {
  const files = new Map<string, FoundFile>()
  for (const path of paths)
    for (const file of await find(path)) {
      const known = files.get(resolve(file.path))
      files.set(resolve(file.path), known ? { ...known, explicit: known.explicit || file.explicit } : file)
    }
  const documents: Document[] = []
  const skipped: SkippedFile[] = []
  for (const file of files.values()) {
    const result = await readTextStart(file.path)
    if ('notText' in result && file.explicit)
      throw new SemascopeError('invalid_input', `${file.path} ${result.notText}: it is not a text file`)
    if ('notText' in result) skipped.push({ path: file.path, reason: result.notText })
    else if (result.text.trim() === '') skipped.push({ path: file.path, reason: 'is empty' })
    else documents.push(...toDocuments(file, result.text))
  }
  if (documents.length === 0)
    throw new SemascopeError(
      'invalid_input',
      `the corpus is empty: no text in ${paths.join(', ') || 'an empty list of paths'}${describe(skipped)}`,
      { details: { skipped } },
    )
  return { documents: withUniqueNames(documents), skipped }
}

async function find(path: string): Promise<FoundFile[]> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile()) return [{ path, name: basename(path), explicit: true }]
  if (info?.isDirectory()) return filesUnder(path)
  if (!hasGlob(path)) throw new SemascopeError('not_found', `there is no file or folder ${path}`)
  const base = globBase(path)
  const pattern = globToRegExp(path)
  const below = await filesUnder(base).catch((cause) => {
    throw new SemascopeError(
      'not_found',
      `cannot read ${base} for the pattern ${path}: ${messageOf(cause)}`,
      { cause },
    )
  })
  const found = below.filter((file) => pattern.test(file.path.split(sep).join('/')))
  if (found.length === 0) throw new SemascopeError('not_found', `no file matches ${path}`)
  return found
}

/** Returns the folder before the first part of a pattern that has a wildcard. */
function globBase(pattern: string): string {
  let base = pattern
  while (hasGlob(base)) base = dirname(base)
  return base
}

/** Returns the files below a folder, sorted by path, without hidden entries and node_modules. */
async function filesUnder(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/'), explicit: false }))
    .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function toDocuments(file: FoundFile, text: string): Document[] {
  if (file.name.endsWith('.jsonl'))
    return parseJsonl(text, file.path).map(({ line, text }) => {
      const name = `${file.name}:${line}`
      return { name, kind: 'text', unit: name, text }
    })
  const kind = kindOfText(kindOfPath(file.name) ?? 'text', text)
  return [{ name: file.name, kind, unit: file.name, text }]
}

/** Adds a number to the names of files with the same name from several folders, in the given order. */
function withUniqueNames(documents: readonly Document[]): Document[] {
  const taken = new Set<string>()
  return documents.map((document) => {
    let name = document.name
    for (let n = 2; taken.has(name); n++) name = `${document.name} (${n})`
    taken.add(name)
    return name === document.name ? document : { ...document, name, unit: name }
  })
}

function describe(skipped: readonly SkippedFile[]): string {
  if (skipped.length === 0) return ''
  const first = skipped.slice(0, 5).map(({ path, reason }) => `${path} ${reason}`)
  return ` (skipped: ${first.join(', ')}${skipped.length > 5 ? ` and ${skipped.length - 5} more` : ''})`
}
