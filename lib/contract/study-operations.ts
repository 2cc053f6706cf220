/** Operations of studies, for openapi.json. */
import { z } from 'zod'
import type { Operation } from './operations'
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
  StudyQuerySchema,
  StudySchema,
  UndoBodySchema,
} from './studies'
import { StudyExportQuerySchema, StudyResultsSchema } from './study-results'

const study = '/studies/{study}'

export const STUDY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/studies',
    summary: 'Scoring studies, open ones first',
    query: StudyQuerySchema,
    answer: StudiesAnswerSchema,
  },
  {
    method: 'post',
    path: '/studies',
    summary: 'Draw the items of a blind scoring study',
    body: StudyBodySchema,
    answer: StudySchema,
    status: 201,
  },
  { method: 'get', path: study, summary: 'One study', query: StudyQuerySchema, answer: StudySchema },
  {
    method: 'post',
    path: `${study}/next`,
    summary: 'The item to score now, with its evidence alone',
    body: NextBodySchema,
    answer: QueueAnswerSchema,
  },
  {
    method: 'post',
    path: `${study}/drafts`,
    summary: 'Keep answers so far',
    body: DraftBodySchema,
    answer: SavedAnswerSchema,
  },
  {
    method: 'post',
    path: `${study}/scores`,
    summary: 'Store the answers on an item, once a submission',
    body: ScoreBodySchema,
    answer: ScoredAnswerSchema,
    status: 201,
  },
  {
    method: 'post',
    path: `${study}/skips`,
    summary: 'Leave an item out for a reason',
    body: SkipBodySchema,
    answer: SavedAnswerSchema,
  },
  {
    method: 'post',
    path: `${study}/undo`,
    summary: 'Take the answers on an item back',
    body: UndoBodySchema,
    answer: QueueAnswerSchema,
  },
  {
    method: 'post',
    path: `${study}/close`,
    summary: 'Close a study for good',
    body: CloseBodySchema,
    answer: StudySchema,
  },
  {
    method: 'get',
    path: `${study}/results`,
    summary: 'Figures and items of a closed study',
    answer: StudyResultsSchema,
  },
  {
    method: 'get',
    path: `${study}/export`,
    summary: 'Rows of a closed study as CSV or JSON lines, or their codebook',
    query: StudyExportQuerySchema,
    answer: z.string(),
  },
]
