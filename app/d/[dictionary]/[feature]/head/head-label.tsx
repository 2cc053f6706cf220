'use client'

import { useEffect } from 'react'
import { useLabels, useShownLabel } from '@/app/_ui/data/marks/use-marks'
import { Button } from '@/app/_ui/kit/button'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { usePerson } from '@/app/_ui/rubric/person'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { formatFixed } from '@/lib/view/format'
import type { TokenText } from '@/lib/view/token-view'
import { authorOf } from '../people/author'
import { useLabelEditing } from '../people/editing'
import { scoreName } from '../people/label-evidence'
import { ownLabel } from '../people/own-label'
import { featureTitle } from '../title'

/** The label of the feature with its author, or its top tokens if there is no label. The title of the tab follows it. */
export function HeadLabel({
  on,
  tokens,
  dead,
}: {
  on: FeatureRef
  tokens: readonly TokenText[]
  dead: boolean
}) {
  const label = useShownLabel(on.dictionary, on.feature)
  const [person] = usePerson()
  const own = ownLabel(useLabels(on), person.trim())
  const { setEditing } = useLabelEditing()
  const title = featureTitle(on, label?.text ?? null, tokens)
  useEffect(() => {
    document.title = `${title} · Semascope`
  }, [title])
  return (
    <>
      <h1 className="min-w-0 text-20/7 [&_.lit]:px-1 [&_.lit]:text-15/6 [&_.lit]:font-normal tracking-[-0.012em] wrap-anywhere max-md:flex-1">
        {label ? (
          label.text
        ) : dead ? (
          'never active'
        ) : (
          <>
            <span className="sr-only">No label; active on </span>
            <TokenLiterals tokens={tokens} limit={4} />
          </>
        )}
      </h1>
      <Button
        size="icon"
        variant="quiet"
        id="edit-label"
        className="print:hidden"
        aria-label={own ? 'Edit your label' : 'Add a label'}
        onClick={() => setEditing(true)}
      >
        <svg
          className="size-3.5"
          viewBox="0 0 14 14"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          aria-hidden="true"
        >
          <path d="M2 12l.6-2.8L9.8 2l2.2 2.2-7.2 7.2z" />
        </svg>
      </Button>
      <span className="mr-1 text-12 text-ink-3 max-md:w-full">
        {label
          ? `by ${authorOf(label)}${label.score === null ? '' : `, ${scoreName(label.scoreKind)} ${formatFixed(label.score)}`}`
          : 'no label yet'}
      </span>
    </>
  )
}
