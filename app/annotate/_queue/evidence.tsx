import { memo } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { Kwic } from '@/app/_ui/examples/kwic'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { BlindEvidence } from '@/lib/contract/studies'
import { LEVELS } from '@/lib/view/levels'
import { levelRange, type QuestionKey } from './questions'
import { Rate } from './rate'

/** The evidence of an item, the same for every kind: examples by level of activation, and the tokens that it raises. */
export function Evidence(props: {
  evidence: BlindEvidence
  title: string
  /** Answers of the activation levels; left out if the study does not ask for them. */
  levels: readonly (number | null)[] | null
  current: QuestionKey
  onAnswer: (key: QuestionKey, value: number) => void
}) {
  return (
    <section className="ev" aria-labelledby="h-evidence">
      <header className="ph">
        <h2 id="h-evidence">{props.title}</h2>
        <span className="dim">items of several kinds in random order; nothing here tells the kind</span>
        <span className="legend dim">
          <span className="ramp" aria-hidden="true">
            {Array.from({ length: LEVELS }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps of a ramp never move
              <i key={at} style={{ background: `var(--act-${at + 1})` }} />
            ))}
          </span>
          0 to 100 % of maximum
        </span>
      </header>
      {props.evidence.groups.map((group) => {
        const key: QuestionKey = `level-${group.level}`
        const name = group.level < 0 ? 'Strongest' : levelRange(group.level)
        const asked = props.levels && group.level >= 0 && group.examples.length > 0
        return (
          <section
            className={props.current === key ? 'grp now' : 'grp'}
            key={group.level}
            aria-label={name}
            data-question={key}
          >
            <div>
              <h3>
                <span className="sw" style={{ background: `var(--act-${swatch(group.level)})` }} /> {name}
              </h3>
              {asked && props.levels && (
                <Rate
                  name={key}
                  most={5}
                  label={`${name} agrees with the interpretation`}
                  value={props.levels[group.level]}
                  onAnswer={(value) => props.onAnswer(key, value)}
                />
              )}
            </div>
            <Examples examples={group.examples} />
          </section>
        )
      })}
      <section className="lg" aria-labelledby="h-raised">
        <h2 id="h-raised">Next tokens it raises</h2>
        <ol>
          {props.evidence.raised.map((token, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may have the same text
            <li key={at}>
              <TokenLiteral token={token} />
              <span className="track">
                <Meter share={token.level / LEVELS} kind="up" />
              </span>
            </li>
          ))}
        </ol>
        <p className="note">The most raised token is first. Bars are in ninths of it.</p>
      </section>
    </section>
  )
}

const Examples = memo(function Examples(props: { examples: BlindEvidence['groups'][number]['examples'] }) {
  if (props.examples.length === 0) return <p className="dim none">There are no examples at this level</p>
  return (
    <ol>
      {props.examples.map((example, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: examples of one item never move
        <li className="ex" key={at}>
          <Kwic
            tokens={example.tokens}
            activations={example.tokens.map((token) => token.level)}
            selected={example.selected}
            maximum={LEVELS}
          />
        </li>
      ))}
    </ol>
  )
})

function swatch(level: number): number {
  return level < 0 ? LEVELS : Math.max(1, Math.ceil((LEVELS * (10.5 - level)) / 11))
}
