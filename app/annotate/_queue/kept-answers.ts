import { z } from 'zod'
import { DraftSchema } from '@/lib/contract/studies'

/**
 * Answers that the server has not confirmed yet. They are kept in this browser from the moment of each change, so that
 * neither a reload nor a lost connection loses any. Each item of a person has an entry of its own, and tabs share them.
 * An entry holds the person's own answers and the random id of the item, so it tells nothing about the item.
 */

/** Whose answers, and on which item. */
export interface Place {
  readonly study: number
  readonly annotator: string
  readonly item: string
}

const KeptSchema = z.object({
  draft: DraftSchema,
  milliseconds: z.number(),
  /** The id under which finished answers are stored; null while they are not finished. */
  submission: z.uuid().nullable(),
  /** When they were changed, in ms since 1970. */
  at: z.number(),
})
export type Kept = z.infer<typeof KeptSchema>

const PREFIX = 'semascope-answers'
const MONTH_MS = 30 * 86_400_000

/** The same entries for a browser that stores nothing; they last as long as the page. */
const inMemory = new Map<string, string>()

const prefixOf = ({ study, annotator }: Pick<Place, 'study' | 'annotator'>) =>
  `${PREFIX}/${study}/${encodeURIComponent(annotator)}/`
const keyOf = (place: Place) => prefixOf(place) + place.item

/** Keeps answers of an item. */
export function keep(place: Place, kept: Omit<Kept, 'at'>): void {
  const [key, text] = [keyOf(place), JSON.stringify({ ...kept, at: Date.now() })]
  inMemory.set(key, text)
  onStorage((storage) => storage.setItem(key, text))
}

/** Returns the answers of an item that the server has not confirmed; null if there are none. */
export function keptAnswers(place: Place): Kept | null {
  return read(keyOf(place))
}

/** Forgets the answers of an item, because the server has them or does not want them. */
export function forget(place: Place): void {
  remove(keyOf(place))
}

/** Forgets a draft that the server has confirmed. Returns false if the person changed it meanwhile. */
export function confirm(place: Place, { draft }: Kept): boolean {
  const kept = keptAnswers(place)
  if (kept && JSON.stringify(kept.draft) !== JSON.stringify(draft)) return false
  if (!kept?.submission) forget(place)
  return true
}

/**
 * Returns the items of a person in a study that are finished, but whose answers the server has not confirmed. Forgets what
 * is older than a month, of all studies.
 */
export function unsent(
  person: Pick<Place, 'study' | 'annotator'>,
): { place: Place; kept: Kept; submission: string }[] {
  const { study, annotator } = person
  const prefix = prefixOf(person)
  const stored = onStorage((storage) => Object.keys(storage)) ?? []
  const keys = new Set([...stored, ...inMemory.keys()].filter((key) => key.startsWith(`${PREFIX}/`)))
  return [...keys].flatMap((key) => {
    const kept = read(key)
    if (!kept || Date.now() - kept.at > MONTH_MS) {
      remove(key)
      return []
    }
    if (!kept.submission || !key.startsWith(prefix)) return []
    const place = { study, annotator, item: key.slice(prefix.length) }
    return [{ place, kept, submission: kept.submission }]
  })
}

function remove(key: string): void {
  inMemory.delete(key)
  onStorage((storage) => storage.removeItem(key))
}

function read(key: string): Kept | null {
  const text = onStorage((storage) => storage.getItem(key)) ?? inMemory.get(key)
  try {
    return text === undefined ? null : KeptSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Runs an action on the storage of the browser, which may be full or switched off. */
function onStorage<T>(action: (storage: Storage) => T): T | undefined {
  try {
    return action(window.localStorage)
  } catch {
    return undefined
  }
}
