'use client'

import { Command } from 'cmdk'
import type { ListSummary } from '@/lib/contract/lists'
import { formatCount } from '@/lib/view/format'
import { CHOICE } from '../kit/float'
import { When } from '../when'

/** The choice that makes a new list. Addresses of lists end with digits, so it is none of them. */
export const NEW = 'new'

const STYLE = `${CHOICE} aria-selected:bg-accent-soft`

/** One list: a mark if it has the feature, its name, and what tells it from a list of the same name. */
export function ListChoice(props: {
  readonly list: ListSummary
  readonly isIn: boolean
  readonly isLast: boolean
  readonly hasTwin: boolean
  readonly onSelect: () => void
}) {
  const { list, isIn, isLast, hasTwin, onSelect } = props
  return (
    <Command.Item value={list.slug} onSelect={onSelect} className={STYLE}>
      <span aria-hidden="true" className="w-4 flex-none text-accent">
        {isIn ? '✓' : '+'}
      </span>
      <span className="min-w-0 flex-1 truncate">{list.name}</span>
      {isIn ? <span className="text-12 text-ink-3">remove</span> : null}
      {isLast && !isIn ? <span className="text-12 text-ink-3">used last</span> : null}
      <span className="text-12 whitespace-nowrap text-ink-3">
        {formatCount(list.entries)}
        {hasTwin ? (
          <>
            , made <When at={list.createdAt} as="moment" />
          </>
        ) : list.entries === 1 ? (
          ' feature'
        ) : (
          ' features'
        )}
      </span>
    </Command.Item>
  )
}

/** The choice that makes a list of what was typed. */
export function NewChoice({ name, onSelect }: { name: string; onSelect: () => void }) {
  return (
    <Command.Item value={NEW} onSelect={onSelect} className={STYLE}>
      <span aria-hidden="true" className="w-4 flex-none text-accent">
        +
      </span>
      <span className="min-w-0 flex-1 truncate">New list “{name}”</span>
    </Command.Item>
  )
}
