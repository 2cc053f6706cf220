import { z } from 'zod'
import {
  ResolveAnswerSchema,
  ResolveQuerySchema,
  SearchLabelsAnswerSchema,
  SearchLabelsQuerySchema,
  SearchTokensAnswerSchema,
  SearchTokensQuerySchema,
} from '../search'
import { SuggestAnswerSchema, SuggestQuerySchema } from '../suggest'
import { read } from './operation'

const errors = ['not_found', 'conflict'] as const

export const search = {
  tokens: read('/search/tokens', 'Features that are active on a token, raise it or lower it', { errors })
    .input(z.object({ query: SearchTokensQuerySchema }))
    .output(SearchTokensAnswerSchema),
  resolve: read('/search/resolve', 'Tokens that a text may mean', { errors })
    .input(z.object({ query: ResolveQuerySchema }))
    .output(ResolveAnswerSchema),
  labels: read('/search/labels', 'Features by words of their label', { errors })
    .input(z.object({ query: SearchLabelsQuerySchema }))
    .output(SearchLabelsAnswerSchema),
  suggest: read('/search/suggest', 'Features, tokens and dictionaries that a few characters may mean', {
    errors: ['not_found'],
  })
    .input(z.object({ query: SuggestQuerySchema }))
    .output(SuggestAnswerSchema),
}
