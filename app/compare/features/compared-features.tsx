'use client'

import { useQueries } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { featureQueries } from '@/app/_ui/data/queries/feature'
import { Empty, Failed } from '@/app/_ui/kit/notice'
import { FEWEST_COMPARED, type FeatureRef, featureRefText, MOST_COMPARED } from '@/lib/contract/feature-refs'
import { AddFeature } from './add-feature'
import { COMPARED, type Comparable } from './address'
import { ComparedActivations } from './compared-activations'
import { ComparedExamples } from './compared-examples'
import { ComparedFigures } from './compared-figures'
import { ComparedHead } from './compared-head'
import { ComparedTokens } from './compared-tokens'
import { Correlations } from './correlations'
import { DecoderCosines } from './decoder-cosines'

/** The features of the address side by side; one below the other where there is no room. */
export function ComparedFeatures({
  dictionaries,
  unread,
}: {
  readonly dictionaries: readonly Comparable[]
  /** Parts of the address that are not features; the page says so and goes on without them. */
  readonly unread: readonly string[]
}) {
  const [{ f }, setAddress] = useQueryStates(COMPARED)
  const refs = f.slice(0, MOST_COMPARED)
  const known = refs.flatMap((ref) => {
    const dictionary = dictionaries.find(({ id }) => id === ref.dictionary)
    return dictionary && ref.feature < dictionary.size
      ? [{ dictionary: ref.dictionary, index: ref.feature, analysis: dictionary.analysis }]
      : []
  })
  const queries = useQueries({ queries: known.map((ref) => featureQueries.detail(ref)) })
  const features = queries.flatMap(({ data }) => data ?? [])
  const failed = queries.find(({ isError }) => isError)
  const set = (next: readonly FeatureRef[]) => setAddress({ f: [...next] })
  const add = (ref: FeatureRef) => set([...refs, ref])
  const isThere = ({ dictionary, index }: (typeof known)[number], ref: FeatureRef) =>
    dictionary === ref.dictionary && index === ref.feature

  return (
    <main id="main" className="mx-auto w-full max-w-[100rem] px-6 pb-8 max-md:px-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 py-4">
        <h1 className="text-20/7 font-semibold tracking-[-0.012em]">Compare features</h1>
        <AddFeature dictionaries={dictionaries} chosen={refs} onAdd={add} />
      </div>
      {unread.map((text) => (
        <p key={text} role="alert" className="mb-3 text-bad wrap-anywhere">
          {`“${text}” in the address is not a feature, so it is left out. A feature is written as one-layer-a.a1:196.`}
        </p>
      ))}
      {refs
        .filter((ref) => !known.some((one) => isThere(one, ref)))
        .map((ref) => (
          <p key={featureRefText(ref)} role="alert" className="mb-3 text-bad">
            {`There is no feature ${ref.feature} in “${ref.dictionary}”, so it is left out.`}
          </p>
        ))}
      {failed ? (
        <Failed
          what="A feature"
          error={failed.error}
          onRetry={() => queries.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch())}
        />
      ) : null}
      {features.length < FEWEST_COMPARED && !failed ? (
        <Empty>
          <p>
            <b className="font-semibold">
              {features.length === 0 ? 'No feature is chosen yet.' : 'One more feature is needed.'}
            </b>{' '}
            {`Choose ${FEWEST_COMPARED} to ${MOST_COMPARED} features: by number above, or by the boxes of a list of features.`}
          </p>
        </Empty>
      ) : null}
      {features.length > 0 ? (
        <>
          <ComparedHead features={features} onChange={set} refs={refs} />
          <ComparedFigures features={features} />
          <ComparedActivations features={features} />
          <ComparedTokens features={features} />
          <ComparedExamples features={features} refs={known} />
          {features.length >= FEWEST_COMPARED ? (
            <>
              <DecoderCosines features={features} />
              <Correlations features={features} />
            </>
          ) : null}
        </>
      ) : null}
    </main>
  )
}
