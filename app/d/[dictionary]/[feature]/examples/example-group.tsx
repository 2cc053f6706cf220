'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Failed } from '@/app/_ui/kit/notice'
import type { ExampleView } from '@/lib/contract/feature'
import { activationGround } from '@/lib/view/levels'
import { useNear } from '../use-near'
import type { GroupLook } from '../view'
import { ExampleRow } from './example-row'
import { TEXTS, WAITING, WINDOWS } from './row-styles'

/** How far below the window a group is when its examples are requested. */
const AHEAD = '800px'

/** Why the examples of a group are missing, and what tries again; a second group that failed has only the first. */
export interface GroupFailure {
  readonly error: unknown
  readonly retry: (() => void) | null
}

/** One group of examples under its heading. Room is kept for examples that are still loading. */
export function ExampleGroup(props: {
  id: string
  level: number
  title: string
  remark: ReactNode
  /** Number of examples that are stored of the group. */
  expected: number
  /** The examples, once they are here. */
  items: readonly ExampleView[] | undefined
  failure?: GroupFailure | null
  maximum: number
  look: GroupLook
  /** Is called once, when a reader comes near a group. */
  onNear?: () => void
}) {
  const { items, failure, onNear } = props
  const section = useRef<HTMLElement>(null)
  const near = useNear(section, AHEAD)
  useEffect(() => {
    if (near) onNear?.()
  }, [near, onNear])

  return (
    <section
      className="scroll-mt-6 not-first:border-t border-line last-of-type:pb-2 max-md:scroll-mt-9.5"
      id={props.id}
      aria-labelledby={`${props.id}-h`}
      ref={section}
    >
      <h3
        id={`${props.id}-h`}
        className="flex min-h-8 items-center gap-2 py-1 text-12/4 print:break-after-avoid"
      >
        <span
          aria-hidden="true"
          className="ml-8.5 size-2.5 flex-none rounded-1 border border-control [print-color-adjust:exact] @max-[40rem]:ml-0"
          style={{ background: activationGround(props.level) }}
        />
        <span className="flex-none">{`${props.title} `}</span>
        <span className="font-normal text-ink-3">{props.remark}</span>
      </h3>
      {items ? (
        <ol aria-labelledby={`${props.id}-h`} className={isWhole(items, props.look) ? TEXTS : WINDOWS}>
          {items.map((example) => (
            <ExampleRow key={example.rank} example={example} maximum={props.maximum} look={props.look} />
          ))}
        </ol>
      ) : failure ? (
        <Missing failure={failure} />
      ) : (
        <Waiting rows={props.expected} />
      )}
    </section>
  )
}

function Missing({ failure: { error, retry } }: { failure: GroupFailure }) {
  if (retry) return <Failed className="mb-2" what="Examples" error={error} onRetry={retry} />
  return <p className="pb-2 text-12 text-ink-3">These examples could not be loaded either.</p>
}

/** Lines that are on their way. */
function Waiting({ rows }: { rows: number }) {
  return (
    <div aria-busy="true" className={WAITING}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a placeholder are all alike
        <div key={row}>
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}

/** Returns true if whole texts are shown and here: the first examples come with windows only. */
const isWhole = (items: readonly ExampleView[], look: GroupLook) =>
  look.layout === 'whole' && items.every(({ tokens, length }) => tokens.length === length)
