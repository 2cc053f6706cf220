'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryState } from 'nuqs'
import { useRef } from 'react'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import type { Feature } from '@/lib/contract/feature'
import type { SimilarAnswer } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'
import { overTokens } from '@/lib/view/over-tokens'
import { useNear } from '../use-near'
import { VIEW, type View } from '../view'
import { NearestList } from './nearest-list'

/** Number of features listed of each other dictionary, and of lines that are kept free while they load. */
const ELSEWHERE = 3
const ROWS = 8
/** How far below the window the pane is when it asks, so that the answer does not move what a reader is reading. */
const AHEAD = '600px'

/** Features that write a similar direction or are active together, in this and in other dictionaries. */
export function NearestPane({ of, neighbours }: { of: FeatureRef; neighbours: Feature['neighbours'] }) {
  const [view, choose] = useQueryState('near', VIEW.near)
  const pane = useRef<HTMLDivElement>(null)
  const near = useNear(pane, AHEAD)
  const { data, error, refetch } = useQuery({ ...featureQueries.similar(of), enabled: near })
  return (
    <div ref={pane} className="border-b border-line last:border-b-0">
      <Pane
        titleId="p-near"
        title="Nearest features"
        actions={
          <ToggleGroup
            aria-label="Nearest by"
            value={view}
            onValueChange={choose}
            options={[
              { value: 'decoders', name: 'decoders' },
              { value: 'activity', name: 'activity' },
            ]}
          />
        }
      >
        <Note className="mb-1">
          {view === 'decoders' ? (
            <Term name="decoderCosine">Cosine of decoders</Term>
          ) : (
            <>
              <Term name="correlation">Correlation of activations</Term>
              {data &&
                data.active !== null &&
                ` ${overTokens(data.tokens, data.tokens)}, ${formatCount(data.active)} of them active`}
            </>
          )}
        </Note>
        {view === 'decoders' ? (
          <ByDecoder dictionary={of.dictionary} neighbours={neighbours} />
        ) : (
          !error && <ByActivity dictionary={of.dictionary} answer={data} />
        )}
        {data && <Elsewhere dictionary={of.dictionary} view={view} answer={data} />}
        {neighbours.length > 0 ? (
          <p className="mt-2">
            <Link
              className="text-accent"
              href={paths.compareFeatures([
                { dictionary: of.dictionary, feature: of.index },
                { dictionary: of.dictionary, feature: neighbours[0].index },
              ])}
              prefetch={false}
            >
              Compare with the nearest, #{neighbours[0].index}
            </Link>
          </p>
        ) : null}
        {error && <Failed className="mt-2" what="The nearest features" error={error} onRetry={refetch} />}
      </Pane>
    </div>
  )
}

function ByDecoder(props: { dictionary: string; neighbours: Feature['neighbours'] }) {
  if (props.neighbours.length === 0) return <Note>No nearest features are stored.</Note>
  const near = props.neighbours.map((neighbour) => ({ ...neighbour, value: neighbour.cosine }))
  return <NearestList dictionary={props.dictionary} near={near} />
}

function ByActivity({ dictionary, answer }: { dictionary: string; answer: SimilarAnswer | undefined }) {
  if (!answer) return <Skeleton lines={ROWS} />
  if (answer.active === 0)
    return <Note>The feature is silent on these tokens, so there is nothing to correlate.</Note>
  const near = answer.items.find((item) => item.dictionary === dictionary)?.correlations
  return near ? <NearestList dictionary={dictionary} near={near} /> : <NotStored dictionary={dictionary} />
}

/** Says that a dictionary cannot be correlated. An analysis stores its activations; those of older versions did not. */
function NotStored({ dictionary }: { dictionary: string }) {
  return (
    <Note>
      The activations of {dictionary} on this text are not on this server, so they cannot be correlated.
      Analyse {dictionary} again to have them.
    </Note>
  )
}

/** The nearest features in other dictionaries that read the same tokens. */
function Elsewhere(props: { dictionary: string; view: View['near']; answer: SimilarAnswer }) {
  const { dictionary, view, answer } = props
  // the own list says that there is nothing to correlate with
  if (view === 'activity' && answer.active === null) return null
  return answer.items
    .filter((item) => item.dictionary !== dictionary)
    .map((other) => {
      const near = view === 'decoders' ? other.cosines : other.correlations
      return (
        <div key={other.dictionary} className="mt-2">
          <h3 className="text-12 font-medium text-ink-3">in {other.dictionary}</h3>
          {near === null ? (
            view === 'decoders' ? (
              <Note>The model or hook is another one, so directions cannot be compared.</Note>
            ) : (
              <NotStored dictionary={other.dictionary} />
            )
          ) : near.length === 0 ? (
            <Note>No feature correlates positively with this one.</Note>
          ) : (
            <NearestList dictionary={other.dictionary} near={near.slice(0, ELSEWHERE)} />
          )}
        </div>
      )
    })
}
