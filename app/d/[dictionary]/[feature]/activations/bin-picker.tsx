'use client'

import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kwic } from '@/app/_ui/examples/kwic'
import { placeBeside } from '@/app/_ui/place-beside'
import { exampleTokens, selectedIndex } from '@/lib/view/example-window'
import { formatActivation, formatCount } from '@/lib/view/format'
import { type Bin, useBinExamples, useBins } from './bins'
import './bin-tip.css'

const REST_MS = 80
/** Number of examples in the popover of a bin. */
const SHOWN = 3

/**
 * The bars as a control: the pointer or the arrow keys show a bin with its examples, and a press or Enter limits the
 * examples of the page to the bin.
 */
export function BinPicker({ maximum }: { maximum: number }) {
  const { all, chosen, choose } = useBins()
  const [at, setAt] = useState<number | null>(null)
  const track = useRef<HTMLDivElement>(null)
  const low = all[0].from
  const span = all[all.length - 1].to - low
  const looked = at === null ? null : all[at]
  const shown = looked ?? chosen

  const binUnder = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const value = low + ((event.clientX - box.left) / box.width) * span
    const index = all.findIndex((bin) => value < bin.to)
    return index < 0 ? all.length - 1 : index
  }
  const toggle = (bin: Bin) => {
    const next = chosen?.number === bin.number ? null : bin
    choose(next)
    if (next) showExamples()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = all.length - 1
    const from = at ?? chosen?.number ?? -1
    const target: Record<string, number> = {
      ArrowRight: Math.min(last, from + 1),
      ArrowUp: Math.min(last, from + 1),
      ArrowLeft: Math.max(0, from - 1),
      ArrowDown: Math.max(0, from - 1),
      Home: 0,
      End: last,
    }
    if (event.key in target) setAt(target[event.key])
    else if (event.key === 'Escape') setAt(null)
    else if ((event.key === 'Enter' || event.key === ' ') && looked) toggle(looked)
    else return
    event.preventDefault()
  }
  const place = (bin: Bin) => ({
    left: `${((bin.from - low) / span) * 100}%`,
    width: `${((bin.to - bin.from) / span) * 100}%`,
  })

  return (
    <div
      className="bins"
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label="Bin of activations. Enter shows only the examples of the bin"
      aria-valuemin={0}
      aria-valuemax={all.length - 1}
      aria-valuenow={shown?.number ?? 0}
      aria-valuetext={shown ? binText(shown) + (chosen === shown ? ', examples limited to it' : '') : 'none'}
      onPointerMove={(event) => event.pointerType === 'mouse' && setAt(binUnder(event))}
      onPointerLeave={() => setAt(null)}
      onClick={(event) => toggle(all[binUnder(event as unknown as PointerEvent<HTMLElement>)])}
      onKeyDown={onKeyDown}
      onBlur={() => setAt(null)}
    >
      {chosen && <i className="on" style={place(chosen)} />}
      {looked && <i style={place(looked)} />}
      {looked && track.current && <BinTip bin={looked} anchor={track.current} maximum={maximum} />}
    </div>
  )
}

function BinTip({ bin, anchor, maximum }: { bin: Bin; anchor: HTMLElement; maximum: number }) {
  const examples = useBinExamples(bin, REST_MS)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current) placeBeside(box.current, anchor)
  }, [anchor])
  const items = examples.status === 'loaded' ? examples.items : []
  return createPortal(
    <div className="tip bintip" ref={box} aria-hidden="true">
      <p>
        <b>{binRange(bin)}</b>{' '}
        <span className="dim">
          {countText(bin)}
          {items.length > SHOWN && `, ${SHOWN} of ${items.length} stored`}
        </span>
      </p>
      <div className="lines">
        {items.slice(0, SHOWN).map((example) => (
          <Kwic
            key={example.rank}
            tokens={exampleTokens(example)}
            activations={example.activations}
            selected={selectedIndex(example)}
            maximum={maximum}
          />
        ))}
        {examples.status === 'loaded' && items.length === 0 && (
          <span className="dim">
            {bin.count === 0 ? 'Never active in this bin' : 'No example of this bin is stored'}
          </span>
        )}
        {examples.status === 'failed' && <span className="dim">{examples.message}</span>}
      </div>
    </div>,
    document.body,
  )
}

export function binRange(bin: Bin): string {
  return `${formatActivation(bin.from)} to ${formatActivation(bin.to)}`
}

const countText = ({ count }: Bin) => (count === 1 ? '1 token' : `${formatCount(count)} tokens`)
const binText = (bin: Bin) => `${binRange(bin)}, ${countText(bin)}`

/** Scrolls to the examples if they are not next to the histogram. */
function showExamples(): void {
  const heading = document.getElementById('p-ex')
  const top = heading?.getBoundingClientRect().top ?? 0
  if (top < 0 || top > window.innerHeight) heading?.scrollIntoView({ block: 'start' })
}
