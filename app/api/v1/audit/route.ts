import { AuditQuerySchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { listAudit } from '@/lib/db/people/audit'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** Who wrote what, the newest first. */
export const GET = route(
  { query: AuditQuerySchema, needs: 'admin', session: true, accounts: true },
  async ({ query: { before, limit } }) =>
    listAudit((await database()).pool, { limit, ...(before === undefined ? {} : { before }) }),
)
