import { useId } from 'react'

interface Props<T extends string> {
  legend: string
  value: T | undefined
  options: readonly (readonly [value: T | undefined, name: string])[]
  onChange: (value: T | undefined) => void
}

/** Two to four exclusive choices in a row: radio buttons, so that arrow keys move between them. */
export function Choice<T extends string>({ legend, value, options, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="f">
      <legend>{legend}</legend>
      <span className="seg">
        {options.map(([option, text]) => (
          <label key={text}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            {text}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
