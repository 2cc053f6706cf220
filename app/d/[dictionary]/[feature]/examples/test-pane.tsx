'use client'

import { type KeyboardEvent, useRef } from 'react'
import type { FeatureRef } from '@/app/_ui/data/queries/feature'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { Textarea } from '@/app/_ui/kit/input'
import { Kbd } from '@/app/_ui/kit/kbd'
import { Failed } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { ModKey } from '@/app/_ui/mod-key'
import type { InspectAnswer } from '@/lib/contract/inspect'
import { INSPECT_LENGTH } from '@/lib/contract/limits'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { TestStrip } from './test-strip'
import { useTest } from './use-test'

/** Runs a text of the reader through the model, and shades the text by this feature. */
export function TestPane(props: {
  of: FeatureRef
  maximum: number
  /** Texts to start from, each with the words of its button. */
  samples: readonly { readonly name: string; readonly text: string }[]
}) {
  const { of, maximum } = props
  const { text, type, test, answer, error, isBusy, isStale } = useTest(of)
  const field = useRef<HTMLTextAreaElement>(null)
  const activations = answer?.features.find(({ index }) => index === of.index)?.activations ?? []

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') field.current?.blur()
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      if (text !== '') test()
    }
  }
  const clear = () => {
    test('')
    field.current?.focus()
  }

  return (
    <Pane
      titleId="p-test"
      title="Test"
      remark="run a text of your own through the model"
      actions={
        <span aria-hidden="true">
          <Kbd>
            <ModKey />
          </Kbd>{' '}
          <Kbd>↵</Kbd>
        </span>
      }
      className="print:hidden"
    >
      <Textarea
        className="field-sizing-content max-h-[40dvh] min-h-14 bg-sunken px-3 py-2 font-mono text-12/6"
        id="test-text"
        ref={field}
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        aria-label="Text to test"
        placeholder="Type or paste a text"
        maxLength={INSPECT_LENGTH}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {error ? (
        <Failed className="mt-2" what="The test" error={error} onRetry={() => test()} />
      ) : (
        answer && (
          <div className={cn(isStale && 'opacity-50')}>
            <TestStrip
              dictionary={of.dictionary}
              answer={answer}
              activations={activations}
              maximum={Math.max(maximum, ...activations)}
            />
          </div>
        )
      )}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Note role="status" className="min-w-0 flex-1 basis-40">
          {answer && !error && <Result {...{ answer, activations, maximum, isStale, isBusy }} />}
        </Note>
        {text === '' &&
          props.samples.map((sample) => (
            <Button key={sample.name} size="sm" variant="quiet" onClick={() => test(sample.text)}>
              Try: {sample.name}
            </Button>
          ))}
        {(text !== '' || answer) && (
          <Button variant="quiet" onClick={clear}>
            Clear
          </Button>
        )}
        <Button
          variant="primary"
          onClick={() => test()}
          pending={isBusy}
          reason={text === '' ? 'Type a text first' : null}
        >
          {isBusy ? 'Testing' : 'Test'}
        </Button>
      </div>
    </Pane>
  )
}

function Result(props: {
  answer: InspectAnswer
  activations: readonly number[]
  maximum: number
  isStale: boolean
  isBusy: boolean
}) {
  const { answer, activations, maximum } = props
  if (props.isBusy && props.isStale) return 'Testing the new text …'
  if (props.isStale) return 'The text has changed since this test.'
  const active = activations.filter((activation) => activation > 0).length
  const highest = Math.max(0, ...activations)
  const cut = cutSaid(answer.contexts.length)
  if (active === 0) return `The feature is silent on all ${formatCount(answer.tokens.length)} tokens${cut}`
  return (
    <>
      <b className="text-ink">{formatActivation(highest)}</b> highest
      {maximum > 0 && `, ${formatPercent(highest / maximum, 2)} of the maximum`} ·{' '}
      <b className="text-ink">{active}</b> of {formatCount(answer.tokens.length)} tokens active
      {cut}
    </>
  )
}

/** Says that a long text was cut, and how the places are marked. */
const cutSaid = (contexts: number) =>
  contexts > 1
    ? `. The text is longer than a context: it was cut into ${contexts}, and the model sees nothing before a line |`
    : ''
