'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { NameField } from '@/app/_ui/rubric/name-field'
import { usePerson } from '@/app/_ui/rubric/person'
import { paths } from '@/lib/contract/paths'
import { MAX_INTEGER } from '@/lib/contract/scalars'
import { STUDY_NAME_LENGTH } from '@/lib/contract/studies'
import { MIN_FIRINGS, SAMPLINGS, type Sampling, STUDY_ROLES, type StudyRole } from '@/lib/domain/study'
import { messageOf } from '@/lib/errors'
import { formatCount } from '@/lib/view/format'

const SAMPLING_SAYS: Record<Sampling, string> = {
  uniform: 'every feature with equal chance',
  density: 'by how often a feature fires',
  mass: 'by its summed activation',
}

interface Choice {
  readonly slug: string
  readonly size: number
  readonly role: StudyRole
  readonly isNeurons: boolean
  readonly isShuffled: boolean
}

/** The settings of a new study. The server draws its items. */
export function StudyForm({ dictionaries }: { dictionaries: readonly Choice[] }) {
  const router = useRouter()
  const [person, setPerson] = usePerson()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<ReadonlyMap<string, StudyRole>>(() => firstOfEach(dictionaries))
  const [sampling, setSampling] = useState<Sampling>('uniform')
  const [numbers, setNumbers] = useState({
    itemsEach: 20,
    annotators: 2,
    examples: 3,
    minFirings: MIN_FIRINGS,
    seed: 0,
  })
  const [asksLevels, setAsksLevels] = useState(true)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')

  const missing = [
    ...(name.trim() === '' ? ['a name'] : []),
    ...(person.trim() === '' ? ['your name'] : []),
    ...(roles.size === 0 ? ['a dictionary'] : []),
  ].join(' and ')

  const choose = (slug: string, role: StudyRole | null) => {
    const next = new Map(roles)
    if (role === null) next.delete(slug)
    else next.set(slug, role)
    setRoles(next)
  }

  const create = async (event: FormEvent) => {
    event.preventDefault()
    if (missing || isBusy) return
    setBusy(true)
    setFailure('')
    try {
      const sources = [...roles].map(([dictionary, role]) => ({ dictionary, role }))
      const body = { annotator: person.trim(), name, sources, sampling, asksLevels, ...numbers }
      const study = await api.studies.create({ body })
      router.push(paths.study(study.id))
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }

  const number = (key: keyof typeof numbers, title: string, says: string, least: number, most: number) => (
    <label className="set">
      <b>{title}</b>
      <input
        className="field num"
        type="number"
        required
        min={least}
        max={most}
        value={numbers[key]}
        onChange={(event) => setNumbers({ ...numbers, [key]: event.target.valueAsNumber || 0 })}
      />
      <span className="note">{says}</span>
    </label>
  )

  if (dictionaries.length === 0)
    return (
      <div className="empty">
        <p>
          <b>No dictionary is analysed yet.</b> A study draws its items from analysed dictionaries.
        </p>
        <p className="row">
          <Link className="btn" href={paths.runs()}>
            Runs
          </Link>
        </p>
      </div>
    )
  return (
    <form className="settings" onSubmit={create}>
      <label className="set">
        <b>Name</b>
        <input
          className="field"
          value={name}
          maxLength={STUDY_NAME_LENGTH}
          placeholder="First round"
          onChange={(event) => setName(event.target.value)}
        />
        <span className="note">Annotators see the name, so it should not say what is mixed.</span>
      </label>
      <fieldset className="set">
        <legend>
          <b>Dictionaries to mix</b>
        </legend>
        {dictionaries.map((dictionary) => (
          <div className="source" key={dictionary.slug}>
            <label>
              <input
                type="checkbox"
                checked={roles.has(dictionary.slug)}
                onChange={(event) => choose(dictionary.slug, event.target.checked ? dictionary.role : null)}
              />{' '}
              <span className="mono">{dictionary.slug}</span>{' '}
              <span className="dim">{formatCount(dictionary.size)} features</span>
            </label>
            <select
              className="field"
              aria-label={`What ${dictionary.slug} is in the study`}
              value={roles.get(dictionary.slug) ?? dictionary.role}
              disabled={dictionary.isNeurons || !roles.has(dictionary.slug)}
              onChange={(event) => choose(dictionary.slug, event.target.value as StudyRole)}
            >
              {dictionary.isNeurons && <option value="neurons">neurons</option>}
              {!dictionary.isShuffled && <option value="features">features</option>}
              <option value="control">random control</option>
            </select>
          </div>
        ))}
        <span className="note">
          All must be analysed on the same text; otherwise the text would tell them apart.
        </span>
      </fieldset>
      <fieldset className="set">
        <legend>
          <b>Draw</b>
        </legend>
        {SAMPLINGS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="sampling"
              checked={sampling === kind}
              onChange={() => setSampling(kind)}
            />{' '}
            {SAMPLING_SAYS[kind]}
          </label>
        ))}
      </fieldset>
      <div className="numbers">
        {number('itemsEach', 'Items', 'per dictionary', 1, 500)}
        {number('annotators', 'Annotators', 'who score each item', 1, 20)}
        {number('examples', 'Examples', 'per activation level', 1, 5)}
        {number('minFirings', 'Dead below', 'tokens on which it is active', 1, 1_000_000)}
        {number('seed', 'Seed', 'fixes the draw', 0, MAX_INTEGER)}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={asksLevels}
          onChange={(event) => setAsksLevels(event.target.checked)}
        />{' '}
        Score each activation level too{' '}
        <span className="dim">one more answer per level, for the interval analysis</span>
      </label>
      <NameField titled value={person} onChange={setPerson} />
      <div className="row">
        <button
          className="btn primary"
          type="submit"
          aria-disabled={missing !== '' || isBusy}
          {...(missing ? { title: `Give ${missing} first` } : {})}
        >
          {isBusy ? 'Drawing items …' : 'Create'}
        </button>
        <Link className="btn quiet" href={paths.studies()}>
          Cancel
        </Link>
      </div>
      {failure && (
        <p className="note bad" role="alert">
          The study could not be made: {failure}
        </p>
      )}
    </form>
  )
}

/** Returns the first dictionary of each role, which most studies mix. */
function firstOfEach(dictionaries: readonly Choice[]): Map<string, StudyRole> {
  const first = STUDY_ROLES.flatMap(
    (role) => dictionaries.find((dictionary) => dictionary.role === role) ?? [],
  )
  return new Map(first.map(({ slug, role }) => [slug, role]))
}
