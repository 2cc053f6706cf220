'use client'

import { ChartPane } from '@/app/_ui/charts/chart-pane'
import { Histogram } from '@/app/_ui/charts/histogram'
import { LogitMark } from '@/app/_ui/examples/logit-mark'
import { Term } from '@/app/_ui/glossary/term'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { formatCount, formatFixed, formatSigned } from '@/lib/view/format'
import { LogitTokens } from './logit-tokens'

/** Shows what the feature does to the next token on the direct path alone. */
export function LogitsPane({ feature }: { feature: Feature }) {
  const { logits, hook } = feature
  const { edges, counts } = logits.histogram
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 0]
  const total = counts.reduce((sum, count) => sum + count, 0)
  const zero = ((0 - low) / (high - low)) * 100
  const title = <Term name="logitWeights">Direct effect on logits</Term>
  if (total === 0)
    return (
      <Pane titleId="p-log" title={title}>
        <Note>There is no direct path from {hook} to the logits, so nothing is shown here.</Note>
      </Pane>
    )
  return (
    <ChartPane titleId="p-log" title={title}>
      <Histogram
        name="Direct effect on logits"
        of={`${feature.dictionary} ${feature.index}`}
        says={`Histogram of logit weights over ${formatCount(total)} tokens, from ${formatFixed(low)} to ${formatFixed(high)}`}
        edges={edges}
        counts={counts}
        kind="logit"
        scale="log"
        unit={['token', 'tokens']}
        format={(value) => formatSigned(value)}
        height="h-16"
        axis={[
          { at: 0, text: formatSigned(low, 1) },
          ...(zero > 12 && zero < 88 ? [{ at: zero, text: '0' }] : []),
          { at: 100, text: formatSigned(high, 1) },
        ]}
        over={<LogitMark low={low} high={high} />}
      />
      <LogitTokens feature={feature} />
      <Note>
        Logit per unit of activation on the direct path: decoder vector, mean removed, final norm weight,
        unembedding, median over tokens at 0. The norm’s 1/σ is left out. Log count of {formatCount(total)}{' '}
        tokens.
      </Note>
    </ChartPane>
  )
}
