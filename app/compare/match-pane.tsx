'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { FeatureName } from '@/app/_ui/feature-name'
import { Term } from '@/app/_ui/glossary/term'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { SimilarFeature } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import type { Dictionary, FeatureRow } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { formatCount, formatFixed } from '@/lib/view/format'

interface Match {
  readonly correlation: SimilarFeature | undefined
  /** Undefined if decoders cannot be compared. */
  readonly cosine: SimilarFeature | undefined
  readonly tokens: number
}

type State = 'asking' | Match | { readonly failure: string }

interface Props {
  a: Dictionary
  b: Dictionary
  features: readonly FeatureRow[]
}

/** Finds the features of the right dictionary that are nearest to one of the left, from weights and text, on request. */
export function MatchPane({ a, b, features }: Props) {
  const [asked, setAsked] = useState<readonly number[]>([])
  const [states, setStates] = useState<ReadonlyMap<number, State>>(new Map())
  const set = (index: number, state: State) => setStates((known) => new Map(known).set(index, state))

  const match = async (index: number) => {
    set(index, 'asking')
    try {
      const answer = await api.features.similar({ params: { dictionary: a.id, feature: index } })
      const found = answer.items.find(({ dictionary }) => dictionary === b.id)
      if (!found)
        set(index, { failure: `${b.id} does not read the same tokens, so features cannot be matched` })
      else
        set(index, { correlation: found.correlations[0], cosine: found.cosines?.[0], tokens: answer.tokens })
    } catch (error) {
      set(index, { failure: messageOf(error) })
    }
  }
  const matchAll = async () => {
    for (const { index } of features) if (!states.has(index)) await match(index)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const index = Number(String(new FormData(event.currentTarget).get('feature')).replace('#', ''))
    if (!Number.isInteger(index) || index < 0 || index >= a.size) return
    setAsked((known) => [index, ...known.filter((other) => other !== index && !isStarter(other))])
    void match(index)
  }
  const isStarter = (index: number) => features.some((feature) => feature.index === index)
  const isNeurons = a.kind === 'neurons' || b.kind === 'neurons'

  return (
    <section className="sect" aria-labelledby="h-match">
      <h2 id="h-match">Nearest features</h2>
      {isNeurons ? (
        <p className="sec">Neurons are not matched here. The page of a feature lists its nearest neurons.</p>
      ) : (
        <>
          <p className="note">
            By correlation of activations on the same tokens, and by cosine of decoder directions if both
            dictionaries read the same hook of the same model.
          </p>
          <form className="pick" onSubmit={submit}>
            <label>
              <span className="dim">Feature of {a.id}</span>
              <input
                className="field"
                name="feature"
                inputMode="numeric"
                placeholder="#2152"
                autoComplete="off"
              />
            </label>
            <button className="btn primary" type="submit">
              Find
            </button>
            <button className="btn" type="button" onClick={matchAll}>
              Match the {features.length} below
            </button>
          </form>
          <table className="tbl matches">
            <thead>
              <tr>
                <th scope="col">{a.id}</th>
                <th scope="col">
                  nearest by <Term name="correlation">correlation</Term>
                </th>
                <th scope="col">
                  nearest by <Term name="decoderCosine">decoder cosine</Term>
                </th>
              </tr>
            </thead>
            <tbody aria-live="polite">
              {asked
                .filter((index) => !isStarter(index))
                .map((index) => (
                  <MatchRow key={index} a={a.id} b={b.id} index={index} state={states.get(index)} />
                ))}
              {features.map((feature) => (
                <MatchRow
                  key={feature.index}
                  a={a.id}
                  b={b.id}
                  index={feature.index}
                  feature={feature}
                  state={states.get(feature.index)}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

function MatchRow(props: {
  a: string
  b: string
  index: number
  feature?: FeatureRow
  state: State | undefined
}) {
  const { a, b, index, feature, state } = props
  return (
    <tr>
      <td>
        <Link className="id mono link" href={paths.feature(a, index)} prefetch={false}>
          #{index}
        </Link>{' '}
        {feature ? <FeatureName feature={feature} /> : null}
      </td>
      {state === undefined ? (
        <td colSpan={2} className="dim">
          not computed yet
        </td>
      ) : state === 'asking' ? (
        <td colSpan={2} className="dim">
          comparing activations and decoders…
        </td>
      ) : 'failure' in state ? (
        <td colSpan={2} className="bad">
          {state.failure}
        </td>
      ) : (
        <>
          <td>
            <Near dictionary={b} near={state.correlation} sign="r" />{' '}
            <span className="dim">{formatCount(state.tokens)} tokens</span>
          </td>
          <td>
            <Near dictionary={b} near={state.cosine} sign="cos" />
          </td>
        </>
      )}
    </tr>
  )
}

function Near({
  dictionary,
  near,
  sign,
}: {
  dictionary: string
  near: SimilarFeature | undefined
  sign: string
}) {
  if (!near) return <span className="dim">—</span>
  return (
    <>
      <Link className="id mono link" href={paths.feature(dictionary, near.index)} prefetch={false}>
        #{near.index}
      </Link>{' '}
      {near.label ?? <TokenLiterals tokens={near.topTokens} />}{' '}
      <b>
        {sign} {formatFixed(near.value)}
      </b>
    </>
  )
}
