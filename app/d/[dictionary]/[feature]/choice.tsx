'use client'

/** Choices in the header of a pane, of which one is active. */
export function Choice<Value extends string>(props: {
  label: string
  value: Value
  choices: readonly (readonly [value: Value, text: string])[]
  choose: (value: Value) => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend where the pane has a heading
    <span className="seg" role="group" aria-label={props.label}>
      {props.choices.map(([value, text]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.choose(value)}
        >
          {text}
        </button>
      ))}
    </span>
  )
}
