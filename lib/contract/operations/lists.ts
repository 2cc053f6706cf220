import { z } from 'zod'
import { LINKED } from '../links'
import {
  EntriesBodySchema,
  EntriesWrittenSchema,
  EntryBodySchema,
  EntryParamsSchema,
  EntryPatchSchema,
  FeatureListSchema,
  ListBodySchema,
  ListExportQuerySchema,
  ListParamsSchema,
  ListRowsAnswerSchema,
  ListsAnswerSchema,
  ListWrittenSchema,
  NewListBodySchema,
} from '../lists'
import { change, PersonBodySchema } from '../marks'
import { DownloadSchema, read, write } from './operation'

const one = '/lists/{list}'
const entry = `${one}/entries/{entry}` as const
const errors = ['not_found'] as const
/** Another person may have changed the list meanwhile, or the list may be full. */
const editing = ['not_found', 'conflict'] as const
const params = ListParamsSchema

export const lists = {
  list: read('/lists', 'All lists, last changed first').output(ListsAnswerSchema),
  create: write('POST', '/lists', 'Make a list, with its first features', {
    status: 201,
    errors: editing,
  })
    .input(z.object({ body: NewListBodySchema }))
    .output(ListWrittenSchema),
  get: read(one, 'A list with its features in order', { errors })
    .input(z.object({ params }))
    .output(FeatureListSchema),
  rows: read(`${one}/rows`, 'Figures and the strongest example of each feature of a list', { errors })
    .input(z.object({ params }))
    .output(ListRowsAnswerSchema),
  rename: write('PATCH', one, "Rename one's list", { errors })
    .input(z.object({ params, body: ListBodySchema }))
    .output(ListWrittenSchema),
  remove: write('DELETE', one, "Remove one's list", { errors })
    .input(z.object({ params, body: PersonBodySchema }))
    .output(z.object({ change })),
  export: read(LINKED.exportList, 'A list as a file', {
    errors,
    media: { 'application/json': FeatureListSchema, 'text/csv': z.string() },
  })
    .input(z.object({ params, query: ListExportQuerySchema }))
    .output(DownloadSchema),
  addEntry: write('POST', `${one}/entries`, 'Add a feature to a list of your own', {
    status: 201,
    errors: editing,
  })
    .input(z.object({ params, body: EntryBodySchema }))
    .output(ListWrittenSchema),
  addEntries: write('POST', `${one}/features`, 'Add several features to a list of your own', {
    errors: editing,
  })
    .input(z.object({ params, body: EntriesBodySchema }))
    .output(EntriesWrittenSchema),
  editEntry: write('PATCH', entry, 'Change the note of an entry, or move the entry', { errors: editing })
    .input(z.object({ params: EntryParamsSchema, body: EntryPatchSchema }))
    .output(ListWrittenSchema),
  removeEntry: write('DELETE', entry, 'Remove a feature from a list of your own', { errors: editing })
    .input(z.object({ params: EntryParamsSchema, body: PersonBodySchema }))
    .output(ListWrittenSchema),
}
