import { z } from 'zod'
import { LINKED } from '../links'
import {
  CloseBodySchema,
  DraftBodySchema,
  NextBodySchema,
  QueueAnswerSchema,
  SavedAnswerSchema,
  ScoreBodySchema,
  ScoredAnswerSchema,
  SkipBodySchema,
  StudiesAnswerSchema,
  StudyBodySchema,
  StudyParamsSchema,
  StudyQuerySchema,
  StudySchema,
  UndoBodySchema,
} from '../studies'
import { StudyExportQuerySchema, StudyResultsSchema, StudyRowSchema } from '../study-results'
import { DownloadSchema, read, write } from './operation'

const study = '/studies/{study}'
const params = StudyParamsSchema
/** The item may belong to another person, or the study may be closed. */
const errors = ['not_found', 'conflict'] as const
/** Nobody may read the results of an open study. */
const closed = ['not_found', 'forbidden'] as const

export const studies = {
  list: read('/studies', 'Scoring studies, open ones first')
    .input(z.object({ query: StudyQuerySchema }))
    .output(StudiesAnswerSchema),
  create: write('POST', '/studies', 'Draw the items of a blind scoring study', {
    ...{ status: 201, needs: 'admin', errors },
  })
    .input(z.object({ body: StudyBodySchema }))
    .output(StudySchema),
  get: read(study, 'One study', { errors: ['not_found'] })
    .input(z.object({ params, query: StudyQuerySchema }))
    .output(StudySchema),
  next: write('POST', `${study}/next`, 'Get the next item to score, with only its evidence', { errors })
    .input(z.object({ params, body: NextBodySchema }))
    .output(QueueAnswerSchema),
  saveDraft: write('POST', `${study}/drafts`, 'Save unfinished answers', { errors })
    .input(z.object({ params, body: DraftBodySchema }))
    .output(SavedAnswerSchema),
  score: write('POST', `${study}/scores`, 'Store the answers on an item, once per submission', {
    ...{ status: 201, errors },
  })
    .input(z.object({ params, body: ScoreBodySchema }))
    .output(ScoredAnswerSchema),
  skip: write('POST', `${study}/skips`, 'Skip an item for a reason', { errors })
    .input(z.object({ params, body: SkipBodySchema }))
    .output(SavedAnswerSchema),
  undo: write('POST', `${study}/undo`, 'Undo the answers on an item', { errors })
    .input(z.object({ params, body: UndoBodySchema }))
    .output(QueueAnswerSchema),
  close: write('POST', `${study}/close`, 'Close a study, which cannot be opened again', {
    needs: 'admin',
    errors,
  })
    .input(z.object({ params, body: CloseBodySchema }))
    .output(StudySchema),
  results: read(`${study}/results`, 'Statistics and items of a closed study', { errors: closed })
    .input(z.object({ params }))
    .output(StudyResultsSchema),
  export: read(LINKED.exportStudy, 'Rows of a closed study as CSV or JSON lines, or their codebook', {
    errors: closed,
    media: {
      'text/csv': z.string(),
      'application/x-ndjson': StudyRowSchema,
      'text/markdown': z.string(),
    },
  })
    .input(z.object({ params, query: StudyExportQuerySchema }))
    .output(DownloadSchema),
}
