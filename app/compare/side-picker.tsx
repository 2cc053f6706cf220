'use client'

import { useRouter } from 'next/navigation'
import { paths } from '@/lib/contract/paths'

interface Props {
  a: string
  b: string
  dictionaries: readonly string[]
}

/** Chooses the two dictionaries. A change opens the comparison at once; without scripts the button opens it. */
export function SidePicker({ a, b, dictionaries }: Props) {
  const router = useRouter()
  const select = (name: 'a' | 'b', value: string, other: { a: string; b: string }) => (
    <label>
      <span className="dim">{name === 'a' ? 'Left' : 'Right'}</span>
      <select
        className="field"
        name={name}
        value={value}
        onChange={(event) => router.push(paths.compare({ ...other, [name]: event.target.value }))}
      >
        {dictionaries.map((slug) => (
          <option key={slug} value={slug}>
            {slug}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form className="pick" action="/compare">
      {select('a', a, { a, b })}
      <button
        className="btn"
        type="button"
        onClick={() => router.push(paths.compare({ a: b, b: a }))}
        aria-label="Swap left and right"
      >
        ⇄
      </button>
      {select('b', b, { a, b })}
      <noscript>
        <button className="btn primary" type="submit">
          Compare
        </button>
      </noscript>
    </form>
  )
}
