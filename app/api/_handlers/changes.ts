import { undoChange, undoChanges } from '@/lib/db/marks/undo'
import { readChanges } from '@/lib/db/queries/changes'
import { api } from '../_lib/implement'

const os = api.changes

export const changes = {
  /** Returns the changes of a person outside of studies, newest first. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) => {
    const { person, limit, cursor } = query
    const items = await readChanges(db, person, { limit, before: cursor })
    return { items, nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null }
  }),

  /** Undoes a change of the person who asks. */
  undo: os.undo.handler(async ({ context: { db }, input: { params, body } }) => ({
    change: await undoChange(db, params.change, body.person),
  })),

  undoMany: os.undoMany.handler(async ({ context: { db }, input: { body } }) => ({
    changes: await undoChanges(db, body.changes, body.person),
  })),
}
