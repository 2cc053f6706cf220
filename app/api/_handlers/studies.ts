import { wholeList } from '@/lib/contract/scalars'
import type { Database } from '@/lib/db/database'
import { closedStudy, getStudy, listStudies, studyRows } from '@/lib/db/queries/studies'
import { claimNext } from '@/lib/db/studies/claim'
import { closeStudy } from '@/lib/db/studies/create'
import { saveDraft, skipItem, submitScore, undoItem } from '@/lib/db/studies/submit'
import { makeStudy } from '@/lib/services/studies/create'
import { studyResults } from '@/lib/services/studies/results'
import { codebook, STUDY_CSV_HEAD, studyCsvLine, studyJsonLine } from '@/lib/view/export-study'
import { download } from '../_lib/download'
import { api } from '../_lib/implement'

const os = api.studies
const FILES = {
  csv: { type: 'text/csv; charset=utf-8', ending: '.csv' },
  jsonl: { type: 'application/x-ndjson; charset=utf-8', ending: '.jsonl' },
  codebook: { type: 'text/markdown; charset=utf-8', ending: '-codebook.md' },
} as const

export const studies = {
  /** Returns all studies with the progress of the person who asks. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(await listStudies(db, query.annotator)),
  ),

  /** Draws and stores a study. */
  create: os.create.handler(async ({ context: { db }, input: { body } }) =>
    getStudy(db, await makeStudy(db, body)),
  ),

  /** Returns one study with the progress of the person who asks. */
  get: os.get.handler(({ context: { db }, input: { params, query } }) =>
    getStudy(db, params.study, query.annotator),
  ),

  /** Returns the item to score: the item that the person has already, else a free one, which is reserved. */
  next: os.next.handler(({ context: { db }, input: { params, body } }) =>
    claimNext(db, params.study, body.annotator),
  ),

  saveDraft: os.saveDraft.handler(async ({ context: { db }, input: { params, body } }) => {
    await saveDraft(db, params.study, body)
    return { saved: true }
  }),

  /** Stores the answers on an item once, however often they are sent. */
  score: os.score.handler(({ context: { db }, input: { params, body } }) =>
    submitScore(db, params.study, body),
  ),

  skip: os.skip.handler(async ({ context: { db }, input: { params, body } }) => {
    await skipItem(db, params.study, body)
    return { saved: true }
  }),

  /** Undoes the answers on an item and opens the item again. */
  undo: os.undo.handler(async ({ context: { db }, input: { params, body } }) => {
    await undoItem(db, params.study, body)
    return claimNext(db, params.study, body.annotator)
  }),

  /** Closes a study: it takes no more scores, and its results are shown. It cannot be opened again. */
  close: os.close.handler(async ({ context: { db }, input: { params, body } }) => {
    await closeStudy(db, params.study, body.annotator)
    return getStudy(db, params.study)
  }),

  results: os.results.handler(({ context: { db }, input: { params } }) => studyResults(db, params.study)),

  /** Returns a closed study as a file: its rows, or its codebook. */
  export: os.export.handler(async ({ context: { db }, input: { params, query } }) => {
    const study = await closedStudy(db, params.study)
    const { type, ending } = FILES[query.format]
    const body = query.format === 'codebook' ? codebook(study) : await rowsAs(db, query.format, params.study)
    return download({ name: `study-${study.id}${ending}`, type, body })
  }),
}

async function rowsAs(db: Database, format: 'csv' | 'jsonl', study: number): Promise<string> {
  const rows = await studyRows(db, study)
  return format === 'csv'
    ? STUDY_CSV_HEAD + rows.map(studyCsvLine).join('')
    : rows.map(studyJsonLine).join('')
}
