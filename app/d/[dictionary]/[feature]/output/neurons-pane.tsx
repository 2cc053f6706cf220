'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatCount, formatFixed, formatSigned, formatSignificant } from '@/lib/view/format'

type Neurons = NonNullable<Feature['neurons']>

/** The neurons that the feature writes to most, and those that are active with it. Only where a dictionary reads neurons. */
export function NeuronsPane({ neurons, hook }: { neurons: Feature['neurons']; hook: string }) {
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
              <Note>The feature never fires, so there are no correlations.</Note>
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
            {`Decoder weights by size, with their share of the L1 norm${activityWords(neurons)}.`}
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

function activityWords({ correlated, tokens }: Neurons): string {
  if (correlated.length === 0) return ''
  return `; Pearson r and cosine of activity${tokens === null ? '' : ` over ${formatCount(tokens)} tokens`}`
}
