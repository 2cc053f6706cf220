'use client'

import { Histogram } from '@/app/_ui/charts/histogram'
import { LogitMark } from '@/app/_ui/examples/logit-mark'
import { Term } from '@/app/_ui/glossary/term'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { Feature, LogitToken } from '@/lib/contract/feature'
import { formatCount, formatFixed, formatSigned } from '@/lib/view/format'
import './output.css'

/** Shows what the feature does to the next token on the direct path alone. */
export function LogitsPane({ logits, hook }: { logits: Feature['logits']; hook: string }) {
  const { positive, negative, histogram } = logits
  const low = histogram.edges[0] ?? 0
  const high = histogram.edges.at(-1) ?? 0
  const total = histogram.counts.reduce((sum, count) => sum + count, 0)
  const zero = ((0 - low) / (high - low)) * 100
  const largest = Math.max(Math.abs(positive[0]?.value ?? 0), Math.abs(negative[0]?.value ?? 0))
  return (
    <section className="pane" aria-labelledby="p-log">
      <header>
        <h2 id="p-log">
          <Term name="logitWeights">Direct effect on logits</Term>
        </h2>
      </header>
      {total === 0 ? (
        <p className="note">There is no direct path from {hook} to the logits, so nothing is shown here.</p>
      ) : (
        <>
          <Histogram
            edges={histogram.edges}
            counts={histogram.counts}
            kind="logit"
            label={`Histogram of logit weights over ${formatCount(total)} tokens, from ${formatFixed(low)} to ${formatFixed(high)}`}
            axis={[
              { at: 0, text: formatSigned(low, 1) },
              ...(zero > 12 && zero < 88 ? [{ at: zero, text: '0' }] : []),
              { at: 100, text: formatSigned(high, 1) },
            ]}
          >
            <LogitMark low={low} high={high} />
          </Histogram>
          <div className="two logits">
            <Ranked title="Raised" kind="up" tokens={positive} largest={largest} />
            <Ranked title="Lowered" kind="down" tokens={negative} largest={largest} />
          </div>
          <p className="note">
            Logit per unit of activation on the direct path: decoder vector, mean removed, final norm weight,
            unembedding, median over tokens at 0. The norm’s 1/σ is left out. Log count of{' '}
            {formatCount(total)} tokens.
          </p>
        </>
      )}
    </section>
  )
}

function Ranked(props: {
  title: string
  kind: 'up' | 'down'
  tokens: readonly LogitToken[]
  largest: number
}) {
  return (
    <div>
      <h3>{props.title}</h3>
      <ol>
        {props.tokens.map((token) => (
          <li
            key={token.id}
            className={props.kind}
            style={{ ['--w' as string]: `${Math.round((100 * Math.abs(token.value)) / props.largest)}%` }}
          >
            <TokenLiteral token={token} />
            <span className={`num ${props.kind}`}>{formatSigned(token.value)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
