'use client'

import { useQueryState } from 'nuqs'
import { useRef } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatCount } from '@/lib/view/format'
import { Choice } from '../choice'
import { VIEW, type View } from '../view'
import { NearestList } from './nearest-list'
import { type SimilarState, useSimilar } from './use-similar'

/** Number of features listed of each other dictionary, and of rows that are kept free while they load. */
const ELSEWHERE = 3
const ROWS = 8

/** Features that write a similar direction or are active together, in this and in other dictionaries. */
export function NearestPane(props: { dictionary: string; index: number; neighbours: Feature['neighbours'] }) {
  const { dictionary, index } = props
  const [view, choose] = useQueryState('near', VIEW.near)
  const pane = useRef<HTMLElement>(null)
  const { state, load } = useSimilar(dictionary, index, pane)
  const own = props.neighbours.map((near) => ({ ...near, value: near.cosine }))
  return (
    <section className="pane" aria-labelledby="p-near" ref={pane}>
      <header>
        <h2 id="p-near">Nearest features</h2>
        <Choice
          label="Nearest by"
          value={view}
          choices={[
            ['decoders', 'decoders'],
            ['activity', 'activity'],
          ]}
          choose={choose}
        />
      </header>
      <p className="note">
        {view === 'decoders' ? (
          <Term name="decoderCosine">Cosine of decoders</Term>
        ) : (
          <>
            <Term name="correlation">Correlation of activations</Term>
            {state.status === 'loaded' &&
              ` over ${formatCount(state.answer.tokens)} tokens, ${formatCount(state.answer.active)} of them active`}
          </>
        )}
      </p>
      {view === 'decoders' ? (
        own.length === 0 ? (
          <p className="note">No nearest features are stored.</p>
        ) : (
          <NearestList dictionary={dictionary} near={own} />
        )
      ) : (
        <ByActivity dictionary={dictionary} state={state} />
      )}
      <Elsewhere dictionary={dictionary} view={view} state={state} />
      {state.status === 'failed' && (
        <div className="err" role="alert">
          <p>
            <b>The features could not be compared.</b> {state.message}
          </p>
          <p className="row">
            <button className="btn" type="button" onClick={load}>
              Try again
            </button>
          </p>
        </div>
      )}
    </section>
  )
}

function ByActivity({ dictionary, state }: { dictionary: string; state: SimilarState }) {
  if (state.status === 'failed') return null
  if (state.status === 'waiting') return <Waiting rows={ROWS} />
  const near = state.answer.items.find((item) => item.dictionary === dictionary)?.correlations ?? []
  if (state.answer.active === 0)
    return <p className="note">The feature is silent on these tokens, so there is nothing to correlate.</p>
  return <NearestList dictionary={dictionary} near={near} />
}

/** The nearest features in other dictionaries that read the same tokens. */
function Elsewhere(props: { dictionary: string; view: View['near']; state: SimilarState }) {
  const { dictionary, view, state } = props
  if (state.status !== 'loaded') return null
  const others = state.answer.items.filter((item) => item.dictionary !== dictionary)
  return others.map((other) => {
    const near = view === 'decoders' ? other.cosines : other.correlations
    return (
      <div className="elsewhere" key={other.dictionary}>
        <h3>in {other.dictionary}</h3>
        {near === null ? (
          <p className="note">The model or hook is another one, so directions cannot be compared.</p>
        ) : near.length === 0 ? (
          <p className="note">No feature is active together with this one.</p>
        ) : (
          <NearestList dictionary={other.dictionary} near={near.slice(0, ELSEWHERE)} />
        )}
      </div>
    )
  })
}

function Waiting({ rows }: { rows: number }) {
  return (
    <div className="skel near" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a placeholder are all alike
        <span key={row}>
          <i style={{ width: `${60 + ((row * 17) % 30)}%` }} />
        </span>
      ))}
    </div>
  )
}
