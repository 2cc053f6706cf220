'use client'

import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import type { GroupLook } from '../view'
import { ExampleRow } from './example-row'
import type { GroupState } from './use-examples'

/** How far below the window a group is when its examples are requested. */
const AHEAD = '800px'

/** One group of examples under its heading. Room is kept for examples that are still loading. */
export function ExampleGroup(props: {
  id: string
  level: number
  title: string
  remark: ReactNode
  expected: number
  state: GroupState
  maximum: number
  look: GroupLook
  load: () => void
}) {
  const { state, load, expected } = props
  const section = useRef<HTMLElement>(null)
  const waiting = state.status === 'waiting' && expected > 0

  useEffect(() => {
    if (!waiting || !section.current) return
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && load(),
      {
        rootMargin: AHEAD,
      },
    )
    watch.observe(section.current)
    return () => watch.disconnect()
  }, [waiting, load])

  return (
    <section className="grp" id={props.id} aria-labelledby={`${props.id}-h`} ref={section}>
      <h3 id={`${props.id}-h`}>
        <span className="sw" style={{ background: `var(--act-${props.level})` }} />
        {`${props.title} `}
        <span className="dim">{props.remark}</span>
      </h3>
      {state.status === 'failed' ? (
        <div className="err" role="alert">
          <p>
            <b>These examples could not be loaded.</b> {state.message}
          </p>
          <p className="row">
            <button className="btn" type="button" onClick={load}>
              Try again
            </button>
          </p>
        </div>
      ) : state.status === 'loaded' ? (
        <ol>
          {state.items.map((example) => (
            <ExampleRow key={example.rank} example={example} maximum={props.maximum} look={props.look} />
          ))}
        </ol>
      ) : (
        <div className="skel exskel" aria-busy="true" style={{ '--rows': expected } as CSSProperties} />
      )}
    </section>
  )
}
