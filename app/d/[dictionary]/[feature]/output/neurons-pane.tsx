'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatFixed, formatSigned, formatSignificant } from '@/lib/view/format'
import { overTokens } from '@/lib/view/over-tokens'

type Neurons = NonNullable<Feature['neurons']>

/** The neurons that the feature writes to most, and those that are active with it. Only where a dictionary reads neurons. */
export function NeuronsPane({ feature }: { feature: Feature }) {
  const { neurons, hook, count } = feature
  return (
    <Pane titleId="p-neu" title={<Term name="neurons">Closest neurons</Term>}>
      {neurons === null ? (
        <Note>
          {hook} is not a neuron basis, so there is no comparison. Neurons are compared only at mlp.hook_post.
        </Note>
      ) : (
        <>
          <div className="grid grid-cols-2 gap-4">
            <NeuronTable
              heads={[
                <Term key="weight" name="alignment">
                  by weight
                </Term>,
                'w',
                '% L1',
              ]}
              rows={neurons.aligned.map(({ neuron, weight, l1Share }) => ({
                neuron,
                figures: [formatSigned(weight), formatSignificant(l1Share * 100, 2)],
              }))}
              dictionary={neurons.dictionary}
            />
            {neurons.correlated.length === 0 ? (
              <Note>{whyNone(neurons, count)}</Note>
            ) : (
              <NeuronTable
                heads={['activity', 'r', 'cos']}
                rows={neurons.correlated.map(({ neuron, pearson, cosine }) => ({
                  neuron,
                  figures: [formatFixed(pearson), formatFixed(cosine)],
                }))}
                dictionary={neurons.dictionary}
              />
            )}
          </div>
          <Note className="mt-2">
            {`Decoder weights by size, with their share of the L1 norm${activityWords(neurons, feature.analysis.tokens)}.`}
          </Note>
        </>
      )}
    </Pane>
  )
}

const TABLE =
  'w-full text-12 [&_:is(th,td)]:pl-1 [&_:is(th,td)]:text-right [&_:is(th,td)]:whitespace-nowrap [&_:is(th,td):first-child]:pl-0 [&_:is(th,td):first-child]:text-left [&_a]:flex [&_a]:min-h-6 [&_a]:items-center [&_td:last-child]:text-ink-2 [&_th]:border-b [&_th]:border-line [&_th]:font-medium [&_tr]:h-6 max-md:[&_tr]:h-8'

function NeuronTable(props: {
  heads: readonly ReactNode[]
  rows: readonly { neuron: number; figures: readonly string[] }[]
  /** Name of the dictionary whose features are the neurons; null if there is none to go to. */
  dictionary: string | null
}) {
  const { heads, rows, dictionary } = props
  return (
    <table className={TABLE}>
      <thead>
        <tr className="h-6 text-ink-3">
          {heads.map((head, at) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
              key={at}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ neuron, figures }) => (
          <tr key={neuron}>
            <td className="font-mono">
              {dictionary === null ? (
                `n${neuron}`
              ) : (
                <Link
                  className="text-accent"
                  href={paths.feature(dictionary, neuron)}
                  prefetch={false}
                >{`n${neuron}`}</Link>
              )}
            </td>
            {figures.map((figure, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
              <td key={at}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function whyNone({ tokens }: Neurons, count: number): string {
  if (count === 0) return 'The feature never fires, so there are no correlations.'
  return tokens === null
    ? 'No correlations are stored: there are too many pairs of features and neurons, or an older version made the analysis.'
    : 'The feature does not fire on the tokens that correlations were computed over.'
}

function activityWords({ correlated, tokens }: Neurons, analysed: number): string {
  if (correlated.length === 0) return ''
  return `; Pearson r and cosine of activity${tokens === null ? '' : ` ${overTokens(tokens, analysed)}`}`
}
