'use client'

import { Checkbox } from '@/app/_ui/kit/checkbox'
import { Note } from '@/app/_ui/kit/pane'
import { Select } from '@/app/_ui/kit/select'
import type { StudyRole } from '@/lib/domain/study'
import { formatCount } from '@/lib/view/format'
import { type Candidate, type Sources, whyNot } from './candidates'

const ROLE_SAYS: Record<StudyRole, string> = {
  features: 'features',
  neurons: 'neurons',
  control: 'random control',
}

/** Chooses the dictionaries of a study and what each of them is in it. One with other text says why it cannot be chosen. */
export function SourcesField(props: {
  readonly candidates: readonly Candidate[]
  readonly value: Sources
  readonly onChange: (value: Sources) => void
  readonly error: string | undefined
}) {
  const { candidates, value, onChange, error } = props
  const roleOf = (slug: string) => value.find(({ dictionary }) => dictionary === slug)?.role
  const choose = (slug: string, role: StudyRole | null) => {
    const chosen = new Map(value.map((source) => [source.dictionary, source.role]))
    if (role === null) chosen.delete(slug)
    else chosen.set(slug, role)
    onChange([...chosen].map(([dictionary, as]) => ({ dictionary, role: as })))
  }
  return (
    <fieldset aria-describedby="sources-hint">
      <legend className="mb-1 font-semibold">Dictionaries to mix</legend>
      {candidates.map((candidate) => {
        const { slug, roles } = candidate
        const role = roleOf(slug)
        const reason = role ? null : whyNot(candidate, candidates, value)
        return (
          <div
            key={slug}
            className="grid min-h-8 grid-cols-[minmax(0,1fr)_10rem] items-center gap-2 border-t border-line max-sm:grid-cols-1 max-sm:pb-1.5"
          >
            <Checkbox
              checked={role !== undefined}
              disabled={reason !== null}
              onCheckedChange={(checked) => choose(slug, checked === true ? candidate.role : null)}
            >
              <span className="font-mono text-12">{slug}</span>{' '}
              <span className="text-ink-3">{reason ?? `${formatCount(candidate.size)} features`}</span>
            </Checkbox>
            {role === undefined ? null : roles.length === 1 ? (
              <span className="px-2 text-ink-2">{ROLE_SAYS[role]}</span>
            ) : (
              <Select
                aria-label={`What ${slug} is in the study`}
                value={role}
                onValueChange={(next) => choose(slug, next)}
                options={roles.map((one) => ({ value: one, name: ROLE_SAYS[one] }))}
              />
            )}
          </div>
        )
      })}
      <Note id="sources-hint">
        Choose dictionaries analysed on the same text; otherwise the text would give them away.
      </Note>
      {error ? (
        <Note role="alert" className="text-bad">
          {error}
        </Note>
      ) : null}
    </fieldset>
  )
}
