'use client'

import { usePerson } from '@/app/_ui/rubric/person'
import type { BrowseFilters } from '@/lib/contract/browse-query'
import { Choice } from './choice'

interface Props {
  query: BrowseFilters
  counts: { readonly yes: number; readonly no: number } | undefined
  onChange: (change: { starred: BrowseFilters['starred']; starredBy: BrowseFilters['starredBy'] }) => void
}

/** Chooses features starred by anybody, by this person (or the person in the address), or by nobody. */
export function StarFilter({ query, counts, onChange }: Props) {
  const [person] = usePerson()
  const who = query.starredBy ?? person.trim()
  const isMine = who === person.trim()
  return (
    <Choice<'yes' | 'no' | 'by'>
      legend="Stars"
      value={query.starredBy === undefined ? query.starred : 'by'}
      options={[
        { value: 'yes', name: 'starred', ...(counts ? { count: counts.yes } : {}) },
        ...(who === '' ? [] : [{ value: 'by' as const, name: isMine ? 'by me' : `by ${who}` }]),
        { value: 'no', name: 'none', ...(counts ? { count: counts.no } : {}) },
      ]}
      onChange={(value) =>
        onChange({
          starred: value === 'by' ? undefined : value,
          starredBy: value === 'by' ? who : undefined,
        })
      }
    />
  )
}
