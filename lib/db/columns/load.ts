/**
 * The columns of an analysis in memory: what lists of features are filtered, ordered and counted by. They are read
 * once a process (about 100 bytes a feature) and change only with computed labels; what people say of features is laid
 * over them and read again when `dictionary.marks` has moved on.
 */
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { processWide } from '../process-wide'
import { type Queryable, transaction } from '../transaction'
import { buildColumns, NUMBER_COLUMNS, type NumberColumn, TEXT_SEPARATOR, type TextColumn } from './build'

/** Who wrote the label shown, by number. */
export const LABEL_KINDS = ['none', 'rules', 'llm', 'person'] as const

export interface FeatureColumns {
  readonly size: number
  /**
   * By index; NaN is unknown. `score` and `labelKind` are those of the label shown, a person's
   * first; `study` is the mean score in closed studies.
   */
  readonly numbers: Readonly<Record<NumberColumn | 'study', Float64Array>>
  /** The label shown, and who wrote it; empty for none. */
  readonly labels: readonly string[]
  readonly authors: readonly string[]
  /** 1 where somebody scored the feature on the rubric. */
  readonly annotated: Uint8Array
  /** People who starred the feature. */
  readonly stars: Uint16Array
  /** Features that each person starred, and that each tag by people is on. */
  readonly starredBy: ReadonlyMap<string, readonly number[]>
  readonly personTags: ReadonlyMap<string, readonly number[]>
  /** What was worked out from these columns, by a name of its maker's choice. */
  readonly derived: Map<string, unknown>
  /** The same from statistics that no mark of a person changes: kept when marks move on. */
  readonly computed: Map<string, unknown>
}

/** Numbers that people's labels and scores are laid over. */
export const MARKED_NUMBERS: readonly (NumberColumn | 'study')[] = ['score', 'labelKind', 'study']

/** What columns are asked for: a dictionary and its analysis as one request read them. */
export interface ColumnSource {
  readonly id: number
  readonly dSae: number
  readonly marks: number
  readonly analysis: { readonly id: number }
}

/** Analyses kept; the one used longest ago goes. */
const KEPT = 8
const loaded = processWide('feature columns', () => new Map<string, Promise<FeatureColumns>>())

export function featureColumns(source: ColumnSource): Promise<FeatureColumns> {
  const key = `${source.analysis.id}/${source.marks}`
  const known = loaded.get(key)
  loaded.delete(key)
  const promise = known ?? load(source)
  loaded.set(key, promise)
  if (!known) promise.catch(() => loaded.delete(key))
  for (const old of loaded.keys()) {
    const isReplaced = old !== key && old.startsWith(`${source.analysis.id}/`)
    if (isReplaced || loaded.size > KEPT) loaded.delete(old)
  }
  return promise
}

/** What is worked out from columns once and kept with them. */
export function derive<T>(columns: FeatureColumns, name: string, make: () => T): T {
  return once(columns.derived, name, make)
}

/** What is worked out from computed statistics alone, without labels, stars and scores, and outlives those. */
export function deriveComputed<T>(columns: FeatureColumns, name: string, make: () => T): T {
  return once(columns.computed, name, make)
}

function once<T>(known: Map<string, unknown>, name: string, make: () => T): T {
  if (!known.has(name)) known.set(name, make())
  return known.get(name) as T
}

/** What an analysis computed, by the version of its stored columns. */
interface Computed {
  readonly version: string
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>
  readonly labels: readonly string[]
  readonly authors: readonly string[]
  readonly derived: Map<string, unknown>
}

const computed = processWide('computed columns', () => new Map<number, Promise<Computed>>())

/** The computed columns; read again when they were made anew since. */
async function computedColumns({ dSae, analysis }: ColumnSource): Promise<Computed> {
  const { pool } = await database()
  const known = computed.get(analysis.id)
  if (known && (await known).version === (await versionOf(pool, analysis.id))) return known
  const promise = readComputed(analysis.id, dSae)
  computed.delete(analysis.id)
  computed.set(analysis.id, promise)
  promise.catch(() => computed.delete(analysis.id))
  for (const old of computed.keys()) if (computed.size > KEPT) computed.delete(old)
  return promise
}

async function readComputed(analysisId: number, size: number): Promise<Computed> {
  const { pool } = await database()
  let stored = await readColumns(pool, analysisId)
  if (stored.size === 0) {
    await transaction(pool, (client) => buildColumns(client, analysisId))
    stored = await readColumns(pool, analysisId)
  }
  const numbers = Object.fromEntries(
    Object.keys(NUMBER_COLUMNS).map((name) => [name, numbersOf(stored, name, size, analysisId)]),
  ) as Record<NumberColumn, Float64Array>
  const labels = textsOf(stored, 'label', size, analysisId)
  // few wrote many
  const names = new Map<string, string>()
  const authors = textsOf(stored, 'author', size, analysisId).map((author) => {
    const known = names.get(author) ?? author
    names.set(author, known)
    return known
  })
  return { version: stored.get('label')?.version ?? '', numbers, labels, authors, derived: new Map() }
}

async function load(source: ColumnSource): Promise<FeatureColumns> {
  const { pool } = await database()
  const { id, dSae: size } = source
  const of = await computedColumns(source)
  const marked = { score: of.numbers.score.slice(), labelKind: of.numbers.labelKind.slice() }
  const labels = of.labels.slice()
  const authors = of.authors.slice()
  const study = new Float64Array(size).fill(Number.NaN)
  const annotated = new Uint8Array(size)
  for (const { index, text, author, score } of await personLabels(pool, id)) {
    labels[index] = text
    authors[index] = author
    marked.score[index] = score ?? Number.NaN
    marked.labelKind[index] = LABEL_KINDS.indexOf('person')
  }
  for (const index of await annotatedFeatures(pool, id)) annotated[index] = 1
  for (const { index, score } of await studyScores(pool, id)) {
    study[index] = score
    annotated[index] = 1
  }
  const [starredBy, personTags] = [await starsOf(pool, id), await tagsOf(pool, id)]
  const stars = new Uint16Array(size)
  for (const starred of starredBy.values()) for (const index of starred) stars[index]++
  return {
    size,
    numbers: { ...of.numbers, ...marked, study },
    ...{ labels, authors },
    ...{ annotated, stars, starredBy, personTags },
    ...{ derived: new Map(), computed: of.derived },
  }
}

/** Changes whenever the columns are made anew: the transaction that wrote them. '' when there are none. */
async function versionOf(db: Queryable, analysisId: number): Promise<string> {
  const { rows } = await db.query<{ version: string }>(
    `SELECT xmin::text AS version FROM analysis_column WHERE analysis_id = $1 AND name = 'label'`,
    [analysisId],
  )
  return rows[0]?.version ?? ''
}

interface StoredColumn {
  readonly name: string
  readonly bytes: Buffer
  readonly version: string
}

async function readColumns(db: Queryable, analysisId: number): Promise<Map<string, StoredColumn>> {
  const { rows } = await db.query<StoredColumn>(
    'SELECT name, bytes, xmin::text AS version FROM analysis_column WHERE analysis_id = $1',
    [analysisId],
  )
  return new Map(rows.map((row) => [row.name, row]))
}

function numbersOf(
  stored: Map<string, StoredColumn>,
  name: string,
  size: number,
  analysisId: number,
): Float64Array {
  const bytes = stored.get(name)?.bytes
  if (bytes?.length !== size * 8)
    throw new SemascopeError(
      'internal',
      `column "${name}" of analysis ${analysisId} has ${bytes?.length ?? 0} bytes, ${size * 8} are needed`,
    )
  const numbers = new Float64Array(size)
  const own = Buffer.from(numbers.buffer)
  bytes.copy(own)
  own.swap64()
  return numbers
}

function textsOf(
  stored: Map<string, StoredColumn>,
  name: TextColumn,
  size: number,
  analysisId: number,
): string[] {
  const texts = (stored.get(name)?.bytes ?? Buffer.alloc(0)).toString('utf8').split(TEXT_SEPARATOR)
  if (texts.length !== size)
    throw new SemascopeError(
      'internal',
      `column "${name}" of analysis ${analysisId} has ${texts.length} texts for ${size} features`,
    )
  return texts
}

/** The newest standing label of a person on each feature that has one. */
async function personLabels(db: Queryable, dictionaryId: number) {
  const { rows } = await db.query<{ index: number; text: string; author: string; score: number | null }>(
    `SELECT DISTINCT ON ("index") "index", text, author, score FROM label
      WHERE dictionary_id = $1 AND author_kind = 'person' AND retired_at IS NULL
      ORDER BY "index", created_at DESC, id DESC`,
    [dictionaryId],
  )
  return rows
}

async function annotatedFeatures(db: Queryable, dictionaryId: number): Promise<number[]> {
  const { rows } = await db.query<{ index: number }>(
    'SELECT DISTINCT "index" FROM annotation WHERE dictionary_id = $1 AND retired_at IS NULL',
    [dictionaryId],
  )
  return rows.map(({ index }) => index)
}

async function starsOf(db: Queryable, dictionaryId: number): Promise<Map<string, number[]>> {
  const { rows } = await db.query<{ name: string; indices: number[] }>(
    `SELECT person AS name, array_agg("index") AS indices FROM star
      WHERE dictionary_id = $1 AND retired_at IS NULL GROUP BY person`,
    [dictionaryId],
  )
  return new Map(rows.map(({ name, indices }) => [name, indices]))
}

/** Most used tags first. */
async function tagsOf(db: Queryable, dictionaryId: number): Promise<Map<string, number[]>> {
  const { rows } = await db.query<{ name: string; indices: number[] }>(
    `SELECT tag AS name, array_agg(DISTINCT "index") AS indices FROM person_tag
      WHERE dictionary_id = $1 AND retired_at IS NULL GROUP BY tag ORDER BY count(DISTINCT "index") DESC, tag`,
    [dictionaryId],
  )
  return new Map(rows.map(({ name, indices }) => [name, indices]))
}

/** Mean scores of features in closed studies. */
async function studyScores(db: Queryable, dictionaryId: number) {
  const { rows } = await db.query<{ index: number; score: number }>(
    'SELECT "index", score FROM feature_study_score WHERE dictionary_id = $1',
    [dictionaryId],
  )
  return rows
}
