import { database } from '@/lib/db/database'
import { log } from '@/lib/log'
import packageJson from '@/package.json'
import { otherMethods } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** 200 while the database answers, else 503, so that a load balancer can wait. */
export async function GET(): Promise<Response> {
  const { version } = packageJson
  try {
    await (await database()).pool.query('SELECT 1')
    return Response.json(
      { status: 'ok', database: 'ok', version },
      { headers: { 'cache-control': 'no-store' } },
    )
  } catch (error) {
    log.warn({ err: error }, 'health: the database does not answer')
    return Response.json(
      { status: 'starting', database: 'unavailable', version },
      { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '2' } },
    )
  }
}
