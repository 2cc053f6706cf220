import { memo } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { Kwic } from '@/app/_ui/examples/kwic'
import { cn } from '@/app/_ui/kit/cn'
import { Note } from '@/app/_ui/kit/pane'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { BlindEvidence } from '@/lib/contract/studies'
import { LEVEL_MAXIMUM } from '@/lib/domain/study'
import { LEVELS } from '@/lib/view/levels'
import { marked } from './question'
import { levelRange, type QuestionKey } from './questions'
import { Rate } from './rate'
import type { useAnswers } from './use-answers'

type Group = BlindEvidence['groups'][number]

/** The evidence of an item, the same for every kind: examples by level of activation, and the tokens that it raises. */
export function Evidence(props: {
  readonly evidence: BlindEvidence
  readonly title: string
  readonly remark: string
  readonly asksLevels: boolean
  readonly answers: ReturnType<typeof useAnswers>
  readonly isBusy: boolean
  readonly onSubmit: () => void
}) {
  const { evidence, asksLevels, answers } = props
  return (
    <section
      aria-labelledby="h-evidence"
      className="@container px-4 pb-6 md:px-6 lg:min-h-[calc(100dvh-var(--spacing-bar)-var(--spacing-foot)-3.3125rem)] lg:border-r lg:border-line"
    >
      <header className="flex flex-wrap items-baseline gap-x-2 gap-y-1 py-3">
        <h2 id="h-evidence">{props.title}</h2>
        <span className="text-12 text-ink-3">{props.remark}</span>
        <Legend />
      </header>
      {evidence.groups.map((group) => (
        <ExampleGroup
          key={group.level}
          group={group}
          isAsked={asksLevels && group.level >= 0 && group.examples.length > 0}
          {...{ answers, isBusy: props.isBusy, onSubmit: props.onSubmit }}
        />
      ))}
      <Raised raised={evidence.raised} />
    </section>
  )
}

const Legend = () => (
  <span className="flex items-center gap-2 text-12 text-ink-3 md:ml-auto">
    <span className="flex border border-line" aria-hidden="true">
      {Array.from({ length: LEVELS }, (_, at) => `var(--color-act-${at + 1})`).map((background) => (
        <i key={background} className="size-2 forced-color-adjust-none" style={{ background }} />
      ))}
    </span>
    0 to 100 % of maximum
  </span>
)

function ExampleGroup(props: {
  readonly group: Group
  readonly isAsked: boolean
  readonly answers: ReturnType<typeof useAnswers>
  readonly isBusy: boolean
  readonly onSubmit: () => void
}) {
  const { group, isAsked, answers } = props
  const key: QuestionKey = `level-${group.level}`
  const name = group.level < 0 ? 'Strongest' : levelRange(group.level)
  return (
    <section
      aria-label={name}
      className={cn(
        'grid gap-x-3 gap-y-1 border-t border-line py-1 @xl:grid-cols-[9.75rem_minmax(0,1fr)]',
        isAsked && marked(answers.current === key),
      )}
      {...(isAsked ? { tabIndex: -1, 'data-question': key, onFocus: () => answers.mark(key) } : {})}
    >
      <div>
        <h3 className="flex h-6 items-center gap-2 text-12 font-medium text-ink-2">
          <i
            className="size-2 border border-line forced-color-adjust-none"
            style={{ background: `var(--color-act-${swatch(group.level)})` }}
          />
          {name}
        </h3>
        {isAsked && (
          <Rate
            label={`Examples at ${name} agree with the interpretation`}
            most={LEVEL_MAXIMUM}
            value={answers.draft.levels[group.level]}
            isReadOnly={props.isBusy}
            isSmall
            onAnswer={(value, byPointer) => answers.answer(key, value, byPointer)}
            onEnter={props.onSubmit}
          />
        )}
      </div>
      <Examples examples={group.examples} />
    </section>
  )
}

const Examples = memo(function Examples(props: { examples: Group['examples'] }) {
  if (props.examples.length === 0)
    return <p className="text-12/6 text-ink-3">There are no examples at this level</p>
  return (
    <ol className="min-w-0 font-mono text-12 [&_.kwic]:h-auto [&_.kwic]:max-h-18">
      {props.examples.map((example, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: examples of one item never move
        <li key={at}>
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

const Raised = memo(function Raised({ raised }: { raised: BlindEvidence['raised'] }) {
  return (
    <section aria-labelledby="h-raised" className="border-t border-line pt-3">
      <h2 id="h-raised">Next tokens it raises</h2>
      <ol className="my-2 gap-x-8 @xl:columns-2">
        {raised.map((token, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may have the same text
            key={at}
            className="grid h-6.5 break-inside-avoid grid-cols-[minmax(0,10.5rem)_6rem] items-center gap-2"
          >
            <span className="min-w-0 truncate">
              <TokenLiteral token={token} />
            </span>
            <Meter share={token.level / LEVELS} kind="up" />
          </li>
        ))}
      </ol>
      <Note>The most raised token is first. Bars are in ninths of it.</Note>
    </section>
  )
})

function swatch(level: number): number {
  return level < 0 ? LEVELS : Math.max(1, Math.ceil((LEVELS * (10.5 - level)) / 11))
}
