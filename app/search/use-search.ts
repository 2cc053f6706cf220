'use client'

import { useQueryStates } from 'nuqs'
import { searchParsers } from './address'

/** Returns the view of the address and what changes it. Back undoes a change. */
export const useSearch = () => useQueryStates(searchParsers, { history: 'push', scroll: false })
