import { headers } from 'next/headers'
import { cache } from 'react'
import { config } from '@/lib/config'
import type { Person } from '@/lib/domain/person'
import { personBySession } from '@/lib/services/people/auth'

/** Returns who has signed in, on a server with accounts, else undefined; looked up once per request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  if (config().auth === 'local') return undefined
  return personBySession(await headers())
})
