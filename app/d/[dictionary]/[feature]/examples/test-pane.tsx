'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { InspectAnswer } from '@/lib/contract/inspect'
import { INSPECT_LENGTH } from '@/lib/contract/limits'
import { messageOf } from '@/lib/errors'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { TestStrip } from './test-strip'

import './test.css'

/** Runs a text of the reader through the model, and shades the text by this feature. */
export function TestPane({
  dictionary,
  index,
  maximum,
}: {
  dictionary: string
  index: number
  maximum: number
}) {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<InspectAnswer | null>(null)
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const test = async () => {
    if (text === '' || busy) return
    setBusy(true)
    setFailure('')
    try {
      const body = { dictionary, text, features: [index] }
      setAnswer(await api.inspect.text({ body }))
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      test()
    }
  }
  const clear = () => {
    setText('')
    setAnswer(null)
    setFailure('')
    field.current?.focus()
  }
  const activations = answer?.features.find((feature) => feature.index === index)?.activations ?? []
  const active = activations.filter((activation) => activation > 0).length
  const highest = Math.max(0, ...activations)

  return (
    <section className="pane test" aria-labelledby="p-test">
      <header>
        <h2 id="p-test">Test</h2>
        <span className="dim">run a text of your own through the model</span>
        <span className="keyhint" aria-hidden="true">
          <kbd>⌘</kbd> <kbd>↵</kbd>
        </span>
      </header>
      <textarea
        className="box"
        id="test-text"
        ref={field}
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        aria-label="Text to test"
        placeholder="Type or paste a text"
        maxLength={INSPECT_LENGTH}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {answer && !failure && (
        <TestStrip answer={answer} activations={activations} maximum={Math.max(maximum, highest)} />
      )}
      {failure && (
        <div className="err" role="alert">
          <p>
            <b>The test failed.</b> {failure}
          </p>
        </div>
      )}
      <div className="note res">
        <span role="status">
          {answer && !failure ? (
            active === 0 ? (
              `The feature is silent on all ${formatCount(answer.tokens.length)} tokens`
            ) : (
              <>
                <b>{formatActivation(highest)}</b> highest
                {maximum > 0 && `, ${formatPercent(highest / maximum, 2)} of the maximum`} · <b>{active}</b>{' '}
                of {formatCount(answer.tokens.length)} tokens active
              </>
            )
          ) : (
            ''
          )}
        </span>
        {(text !== '' || answer) && (
          <button className="btn quiet" type="button" onClick={clear}>
            Clear
          </button>
        )}
        <button
          className="btn primary"
          type="button"
          onClick={test}
          aria-disabled={text === '' || busy}
          {...(text === '' ? { title: 'Type a text first' } : {})}
        >
          {busy ? 'Testing' : failure ? 'Try again' : 'Test'}
        </button>
      </div>
    </section>
  )
}
