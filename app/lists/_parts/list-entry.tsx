'use client'

import Link from 'next/link'
import type { PointerEvent, Ref } from 'react'
import { Sparkline } from '@/app/_ui/charts/sparkline'
import { ExampleLine } from '@/app/_ui/example-line'
import { Button } from '@/app/_ui/kit/button'
import { CheckboxBox } from '@/app/_ui/kit/checkbox'
import { cn } from '@/app/_ui/kit/cn'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { ListEntry as Entry, ListRow } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { formatPercent } from '@/lib/view/format'
import { EntryNote } from './entry-note'
import type { ListWrites } from './use-entry-keys'

interface Props {
  readonly measure: Ref<HTMLLIElement>
  readonly entry: Entry
  /** What a row shows; undefined while it loads, and for a dictionary that is not analysed. */
  readonly row: ListRow | undefined
  /** Place in the list, from 0. */
  readonly place: number
  readonly count: number
  readonly isOwn: boolean
  /** True if the keyboard is at it. */
  readonly isSelected: boolean
  /** True if it was chosen for what is done with several features. */
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly isDragged: boolean
  readonly dropLine: 'above' | 'below' | null
  readonly onGrab: (event: PointerEvent<HTMLElement>, place: number) => void
  readonly writes: ListWrites
}

/** A feature of a list with its figures and its note. The controls of the owner take the same room for everybody. */
export function ListEntry(props: Props) {
  const { measure, entry, row, place, count, isOwn, isSelected, isDragged, dropLine, onGrab, writes } = props
  const { isChosen, onChoose } = props
  const name = `#${entry.feature}`
  return (
    <li
      ref={measure}
      data-index={place}
      data-place={place}
      value={place + 1}
      aria-setsize={count}
      aria-posinset={place + 1}
      {...(isSelected ? { 'aria-current': 'true' as const } : {})}
      className={cn(
        'flex items-start gap-3 border-b border-line px-6 py-2 max-md:gap-2 max-md:px-4 print:break-inside-avoid',
        isSelected && 'bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)]',
        isDragged && 'opacity-50',
        dropLine === 'above' && 'shadow-[inset_0_2px_0_var(--color-accent)]',
        dropLine === 'below' && 'shadow-[inset_0_-2px_0_var(--color-accent)]',
      )}
    >
      <CheckboxBox
        aria-label={`Choose ${name}`}
        checked={isChosen}
        onCheckedChange={onChoose}
        className="relative mt-1 before:absolute before:-inset-2 print:hidden"
      />
      <Handle {...{ name, place, isOwn, onGrab, writes }} entry={entry.id} />
      <div className="grid min-w-0 flex-1 grid-cols-1 items-start gap-x-4 leading-6 @3xl:grid-cols-[minmax(12rem,2fr)_minmax(0,3fr)]">
        <div className="min-w-0">
          <Link
            className="wrap-anywhere hover:no-underline"
            href={paths.feature(entry.dictionary, entry.feature)}
            prefetch={false}
          >
            <span className="font-mono text-accent">{name}</span>{' '}
            {entry.label ?? <TokenLiterals tokens={entry.topTokens} limit={3} />}
          </Link>
          <EntryNote entry={entry} isOwn={isOwn} onNote={(note) => writes.note(entry.id, note)} />
        </div>
        <Figures dictionary={entry.dictionary} row={row} />
      </div>
      <div className={cn('flex flex-none @max-3xl:flex-col print:hidden', isOwn || 'invisible')}>
        <Edit name={`Move ${name} up`} sign="↑" onPress={() => writes.move(entry.id, { by: -1 })} />
        <Edit name={`Move ${name} down`} sign="↓" onPress={() => writes.move(entry.id, { by: 1 })} />
        <Edit name={`Remove ${name}`} sign="×" onPress={() => writes.removeEntry(entry.id)} />
      </div>
    </li>
  )
}

const Edit = (props: { name: string; sign: string; onPress: () => void }) => (
  <Button size="icon" variant="quiet" aria-label={props.name} onClick={props.onPress} className="size-7">
    {props.sign}
  </Button>
)

/** Density, histogram and strongest example. Their room is kept while they load. */
function Figures({ dictionary, row }: { dictionary: string; row: ListRow | undefined }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_4.5rem_5rem] items-center gap-x-3 @max-3xl:grid-cols-[4.5rem_minmax(0,1fr)]">
      <span className="truncate font-mono text-12 text-ink-3 @max-3xl:col-span-full">{dictionary}</span>
      <span className="h-4.5">{row && row.count > 0 ? <Sparkline heights={row.sparkline} /> : null}</span>
      <span className="text-right text-12">
        {row ? (
          <>
            <span className="sr-only">density </span>
            {formatPercent(row.density)}
          </>
        ) : null}
      </span>
      <span className="col-span-full min-h-6 min-w-0 overflow-hidden">
        {row?.example ? <ExampleLine example={row.example} /> : null}
      </span>
    </div>
  )
}

/** Moves the entry: it can be dragged, and the arrow keys move it while it has the focus. */
function Handle(
  props: Pick<Props, 'place' | 'isOwn' | 'onGrab' | 'writes'> & { name: string; entry: number },
) {
  const { name, place, isOwn, onGrab, writes, entry } = props
  return (
    <span className="flex flex-none items-center gap-1">
      <span className="min-w-6 text-right text-12/6 text-ink-3">{place + 1}</span>
      <button
        type="button"
        aria-label={`Place of ${name}: drag it, or press arrow up or down`}
        className={cn(
          'grid size-6 cursor-grab touch-none place-items-center rounded-2 text-ink-3 hover:bg-sunken hover:text-ink active:cursor-grabbing max-md:size-9',
          isOwn || 'invisible',
        )}
        onPointerDown={(event) => onGrab(event, place)}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
          if (by === 0) return
          event.preventDefault()
          event.stopPropagation()
          writes.move(entry, { by })
        }}
      >
        <span aria-hidden="true">⠿</span>
      </button>
    </span>
  )
}
