import { useId } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { formatCount } from '@/lib/view/format'

interface Props<T extends string> {
  legend: string
  term?: TermName
  value: T | undefined
  /** `count` is how many features the choice would leave. */
  options: readonly { readonly value: T | undefined; readonly name: string; readonly count?: number }[]
  onChange: (value: T | undefined) => void
}

/** Two to five choices in a row, of which one is active. They are radio buttons, so that arrow keys work. */
export function Choice<T extends string>({ legend, term, value, options, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="f">
      <legend>{term ? <Term name={term}>{legend}</Term> : legend}</legend>
      <span className="seg">
        {options.map((option) => (
          <label key={option.name}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.name}
            {option.count === undefined ? null : <small> {formatCount(option.count)}</small>}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
