import { z } from 'zod'
import { person } from './marks'
import { BigIdParamSchema, limitParam } from './scalars'

/** Changes of a person, and undoing them. Client-safe. */

const CHANGE_KINDS = [
  'star',
  'comment',
  'tag',
  'label',
  'score',
  'list',
  'entry',
  'list-name',
  'entry-note',
  'entry-place',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

const ChangeSchema = z.object({
  id: z.number().int(),
  kind: z.enum(CHANGE_KINDS),
  action: z.enum(['added', 'removed', 'replaced', 'edited']),
  text: z.string().describe('The comment, tag, label, name or note that changed; empty for other changes'),
  dictionary: z.string().nullable(),
  feature: z.number().int().nullable(),
  list: z.object({ slug: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  undoes: z.number().int().nullable().describe('The change that this one undid'),
  undone: z.boolean(),
  canUndo: z.boolean().describe('True if nobody has changed the result since, so that it can be undone'),
})
export type Change = z.infer<typeof ChangeSchema>

export const ChangesQuerySchema = z.object({
  person,
  limit: limitParam(50),
  cursor: BigIdParamSchema.optional().describe('nextCursor'),
})
export const ChangesAnswerSchema = z.object({
  items: z.array(ChangeSchema),
  nextCursor: z.number().int().nullable(),
})
export const UndoManyBodySchema = z.object({
  person,
  changes: z.array(z.number().int().min(1)).min(1).max(1000),
})
export const ManyUndoneSchema = z.object({
  changes: z.array(z.number().int()).describe('The changes that undid them; they can be undone too'),
})
export const UndoneSchema = z.object({
  change: z.number().int().describe('The change that undid it; it can be undone too'),
})

const NAMES: Record<ChangeKind, string> = {
  star: 'star',
  comment: 'comment',
  tag: 'tag',
  label: 'label',
  score: 'scores',
  list: 'list',
  entry: 'feature',
  'list-name': 'name of the list',
  'entry-note': 'note',
  'entry-place': 'place',
}

const VERBS = { added: 'added', removed: 'removed', replaced: 'replaced', edited: 'changed' } as const
const SAID = 60

/** Returns a change in words, without its place: "Tag “quotes” added", "Feature removed from “Quotes”". */
export function changeWords(change: Pick<Change, 'kind' | 'action' | 'text' | 'list'>): string {
  const { kind, action, text, list } = change
  const name = NAMES[kind]
  const said = text.length > SAID ? `${text.slice(0, SAID - 1)}…` : text
  const quoted = said === '' ? '' : ` “${said}”`
  const preposition = action === 'added' ? 'to' : action === 'removed' ? 'from' : 'in'
  const where = list !== null && kind.startsWith('entry') ? ` ${preposition} “${list.name}”` : ''
  return `${name[0].toUpperCase()}${name.slice(1)}${quoted} ${VERBS[action]}${where}`
}
