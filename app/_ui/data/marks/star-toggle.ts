'use client'

import { MutationObserver, type QueryClient } from '@tanstack/react-query'
import { askPerson, type FeatureRef } from '@/app/_ui/marks/ask'
import { sayFailure } from '@/app/_ui/marks/offer'
import { messageOf } from '@/lib/errors'
import { markQueries } from '../queries/marks'
import { MARKS } from './kinds'
import { writeOptions } from './written'

/**
 * Stars a feature of a list, or removes this person's star. A row says how many starred it and not who, so that the marks are
 * read first unless they are known.
 */
export async function toggleStar(client: QueryClient, on: FeatureRef): Promise<void> {
  const person = await askPerson()
  if (person === null) return
  try {
    const marks = await client.fetchQuery(markQueries.marks(on.dictionary, on.feature))
    const observer = new MutationObserver(client, writeOptions(client, MARKS, on))
    await observer.mutate({ kind: 'star', person, starred: !marks.stars.includes(person) })
  } catch (error) {
    sayFailure(`Not saved: ${messageOf(error)}`)
  }
}
