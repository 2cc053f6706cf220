'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Chip } from '@/app/_ui/kit/chip'
import { cn } from '@/app/_ui/kit/cn'
import { When } from '@/app/_ui/when'
import { type Change, changeWords } from '@/lib/contract/changes'
import { paths } from '@/lib/contract/paths'

interface Props {
  readonly change: Change
  readonly isSelected: boolean
  readonly onUndo: (change: Change) => void
}

/** The page of a change: of the feature or of the list that was changed. */
export function placeOf({ dictionary, feature, list }: Change): { href: string; name: string } | null {
  if (dictionary !== null && feature !== null)
    return { href: paths.feature(dictionary, feature), name: `${dictionary} #${feature}` }
  return list === null ? null : { href: paths.list(list.slug), name: list.name }
}

/** One change: when, what, where, and the button that undoes it. */
export function ChangeRow({ change, isSelected, onUndo }: Props) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const place = placeOf(change)
  const isUndo = change.undoes !== null
  return (
    <li
      ref={row}
      {...(isSelected ? { 'aria-current': 'true' as const } : {})}
      className={cn(
        'grid min-h-10 grid-cols-[11rem_minmax(0,1fr)_minmax(0,15rem)_6rem] items-center gap-x-4 gap-y-1 border-b border-line px-6 py-1 wrap-anywhere max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4 max-md:py-2',
        isSelected && 'bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      <span className="text-12 text-ink-3 max-md:col-span-full">
        <When at={change.createdAt} as="moment" />
      </span>
      <span>
        {isUndo ? <Chip>undo</Chip> : null} {changeWords(change)}
      </span>
      {place ? (
        <Link
          className={cn('text-accent max-md:text-right', change.feature !== null && 'font-mono text-12')}
          href={place.href}
          prefetch={false}
        >
          {place.name}
        </Link>
      ) : (
        <span />
      )}
      {change.canUndo ? (
        <Button className="justify-self-start" onClick={() => onUndo(change)}>
          {isUndo ? 'Redo' : 'Undo'}
        </Button>
      ) : (
        <span className="text-12 text-ink-3">{change.undone ? 'undone' : 'changed since'}</span>
      )}
    </li>
  )
}
