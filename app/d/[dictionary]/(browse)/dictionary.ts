import { cache } from 'react'
import { database } from '@/lib/db'
import { findDictionary } from '@/lib/db/queries/dictionaries'

/** The dictionary of a path's segment, or null; read once a request for the layout and the page. */
export const dictionaryOf = cache(async (segment: string) =>
  findDictionary(await database(), decodeURIComponent(segment)),
)
