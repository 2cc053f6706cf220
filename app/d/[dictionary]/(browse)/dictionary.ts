import { cache } from 'react'
import { database } from '@/lib/db'
import { findDictionary } from '@/lib/db/queries/dictionaries'

/** Returns the dictionary that a path names, or null. It is read once per request for the layout and the page. */
export const dictionaryOf = cache(async (segment: string) =>
  findDictionary(await database(), decodeURIComponent(segment)),
)
