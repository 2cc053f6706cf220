import { headers } from 'next/headers'
import { cache } from 'react'
import { config } from '@/lib/config'
import type { Person } from '@/lib/domain/person'
import { personBySession } from '@/lib/services/people/auth'

/** Who looks at this page, on a server with accounts; looked up once a request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  if (config().auth === 'local') return undefined
  return personBySession(await headers())
})
