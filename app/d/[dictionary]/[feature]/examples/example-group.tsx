'use client'

import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { Failed } from '@/app/_ui/kit/notice'
import type { ExampleView } from '@/lib/contract/feature'
import { activationGround } from '@/lib/view/levels'
import { useNear } from '../use-near'
import type { GroupLook } from '../view'
import { ExampleRow } from './example-row'
import { TEXTS, WINDOWS } from './row-styles'

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
  /** The examples that are here. */
  items: readonly ExampleView[] | undefined
  /** True while some of them are not here yet; room is kept for these. */
  isLoading: boolean
  failure?: GroupFailure | null
  maximum: number
  look: GroupLook
  /** Is called once, when a reader comes near a group. */
  onNear?: () => void
}) {
  const { items = [], failure, onNear } = props
  const section = useRef<HTMLElement>(null)
  const near = useNear(section, AHEAD)
  useEffect(() => {
    if (near) onNear?.()
  }, [near, onNear])

  return (
    <section id={props.id} aria-labelledby={`${props.id}-h`} ref={section}>
      <h3 id={`${props.id}-h`}>
        <i aria-hidden="true" style={{ background: activationGround(props.level) }} />
        <b>{`${props.title} `}</b>
        <span>{props.remark}</span>
      </h3>
      {items.length > 0 && (
        <ol aria-labelledby={`${props.id}-h`} className={isWhole(items, props.look) ? TEXTS : WINDOWS}>
          {items.map((example) => (
            <ExampleRow key={example.rank} example={example} maximum={props.maximum} look={props.look} />
          ))}
        </ol>
      )}
      {failure ? (
        <Missing failure={failure} />
      ) : (
        props.isLoading && <Waiting rows={props.expected - items.length} />
      )}
    </section>
  )
}

function Missing({ failure: { error, retry } }: { failure: GroupFailure }) {
  if (retry) return <Failed className="mb-2" what="Examples" error={error} onRetry={retry} />
  return <p className="pb-2 text-12 text-ink-3">These examples could not be loaded either.</p>
}

/** Lines that are on their way: a figure and a text, each one bar. */
const Waiting = ({ rows }: { rows: number }) => (
  <div aria-busy="true" style={{ '--rows': rows } as CSSProperties} />
)

/** Returns true if whole texts are shown and here: the first examples come with windows only. */
const isWhole = (items: readonly ExampleView[], look: GroupLook) =>
  look.layout === 'whole' && items.every(({ tokens, length }) => tokens.length === length)
