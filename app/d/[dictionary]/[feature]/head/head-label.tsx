'use client'

import { Term } from '@/app/_ui/glossary/term'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { formatFixed } from '@/lib/view/format'
import type { TokenText } from '@/lib/view/token-view'
import { evidenceCount, scoreName } from '../people/label-evidence'
import { useMeaning, useShownLabel } from '../people/meaning'

/** The label of the feature with its author, or its top tokens if there is no label. */
export function HeadLabel({ tokens, dead }: { tokens: readonly TokenText[]; dead: boolean }) {
  const label = useShownLabel()
  const { setEditing } = useMeaning()
  return (
    <>
      <h1>
        {label ? (
          label.text
        ) : dead ? (
          'never active'
        ) : (
          <>
            <span className="sr">No label; active on </span>
            <TokenLiterals tokens={tokens} limit={4} />
          </>
        )}
      </h1>
      <button
        className="icon"
        type="button"
        id="edit-label"
        aria-label={label?.authorKind === 'person' ? 'Edit label' : 'Add label'}
        title={label?.authorKind === 'person' ? 'Edit label (L)' : 'Add label (L)'}
        onClick={() => setEditing(true)}
      >
        <svg
          width="14"
          height="14"
          viewBox="0 0 14 14"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          aria-hidden="true"
        >
          <path d="M2 12l.6-2.8L9.8 2l2.2 2.2-7.2 7.2z" />
        </svg>
      </button>
      <span className="by dim">
        {label
          ? `by ${authorOf(label)}${label.score === null ? '' : `, ${scoreName(label.scoreKind)} ${formatFixed(label.score)}`}`
          : 'no label yet'}
      </span>
    </>
  )
}

export function authorOf(label: { authorKind: string; author: string }): string {
  return label.authorKind === 'rules' ? 'rule explainer' : label.author
}

/** Shows how well the computed label predicts, and on how many examples that was measured. */
export function HeadLabelScore() {
  const { labels } = useMeaning()
  const scored = labels
    .filter((label) => label.current && label.score !== null)
    .toSorted((a, b) => b.id - a.id)[0]
  const count = scored ? evidenceCount(scored.evidence) : null
  return (
    <div className="stat">
      <dt>
        <Term name="labelScore">Label score</Term>
      </dt>
      <dd>
        {formatFixed(scored?.score)}{' '}
        <small>
          {scored
            ? [scoreName(scored.scoreKind), count === null ? authorOf(scored) : `on ${count}`].join(' ')
            : 'not scored'}
        </small>
      </dd>
    </div>
  )
}
