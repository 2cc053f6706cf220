import { cache } from 'react'
import { findDictionary } from '@/lib/db/queries/dictionaries'

/** The dictionary of a path's segment, or null; read once a request for the layout and the page. */
export const dictionaryOf = cache((segment: string) => findDictionary(decodeURIComponent(segment)))
