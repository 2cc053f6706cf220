import { z } from 'zod'
import { LINKED } from '../links'
import { QualitySchema } from '../quality'
import { listOf } from '../scalars'
import { DictionarySchema } from '../schemas'
import { read } from './operation'

export const DictionaryParamsSchema = z.object({ dictionary: z.string() })
const errors = ['not_found'] as const

export const dictionaries = {
  list: read('/dictionaries', 'All dictionaries with their quality').output(listOf(DictionarySchema)),
  get: read('/dictionaries/{dictionary}', 'One dictionary with its quality', { errors })
    .input(z.object({ params: DictionaryParamsSchema }))
    .output(DictionarySchema),
  quality: read(
    LINKED.quality,
    'Every quality metric with its sample, the training record, and other dictionaries by L0',
    { errors },
  )
    .input(z.object({ params: DictionaryParamsSchema }))
    .output(QualitySchema),
}
