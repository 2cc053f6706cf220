/** One answer from 0 to `most`, as large radio buttons. */
export function Rate(props: {
  name: string
  most: number
  label?: string
  value: number | null
  isOff?: boolean
  onAnswer: (value: number) => void
}) {
  return (
    <div
      className="rate"
      style={{ ['--n' as string]: props.most + 1 }}
      {...(props.label ? { role: 'radiogroup', 'aria-label': props.label } : {})}
    >
      {Array.from({ length: props.most + 1 }, (_, value) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the answer
        <label key={value}>
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={props.value === value}
            disabled={props.isOff ?? false}
            onChange={() => props.onAnswer(value)}
          />
          <span>{value}</span>
        </label>
      ))}
    </div>
  )
}
