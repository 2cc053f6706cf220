import { z } from 'zod'
import { LINKED } from '../links'
import { HealthSchema } from '../schemas'
import { read } from './operation'

export const health = {
  get: read('/health', 'Health of the server: 200 if the database answers', { needs: 'nobody' })
    .errors({ starting: { status: 503, data: HealthSchema } })
    .output(HealthSchema),
}

export const openapi = {
  get: read(LINKED.document, 'This document').output(z.record(z.string(), z.unknown())),
}
