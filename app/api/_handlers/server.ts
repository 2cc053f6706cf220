import { openApiDocument } from '@/lib/contract/openapi'
import { database } from '@/lib/db/database'
import { log } from '@/lib/log'
import packageJson from '@/package.json'
import { plain } from '../_lib/implement'

export const health = {
  /** Answers 200 while the database answers, else 503, so that a load balancer can wait. */
  get: plain.health.get.handler(async ({ errors }) => {
    const { version } = packageJson
    try {
      await (await database()).pool.query('SELECT 1')
      return { status: 'ok', database: 'ok', version }
    } catch (error) {
      log.warn({ err: error }, 'health: the database does not answer')
      throw errors.starting({ data: { status: 'starting', database: 'unavailable', version } })
    }
  }),
}

/** Made once: it is the same for everybody. */
let document: ReturnType<typeof openApiDocument> | undefined

export const openapi = {
  get: plain.openapi.get.handler(() => {
    document ??= openApiDocument(packageJson.version)
    return document
  }),
}
