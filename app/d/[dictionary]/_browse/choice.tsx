import { type ReactNode, useId } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import { formatCount } from '@/lib/view/format'

/** The choice that takes the filter away. */
const ANY = 'any'

interface Props<T extends string> {
  legend: string
  term?: TermName
  value: T | undefined
  /** `count` is how many features the choice would leave. */
  options: readonly { readonly value: T; readonly name: string; readonly count?: number }[]
  onChange: (value: T | undefined) => void
}

/** Any, or one of two to four choices. Names begin at the left, so that a count that changes moves nothing. */
export function Choice<T extends string>({ legend, term, value, options, onChange }: Props<T>) {
  const id = useId()
  return (
    <Group legend={term ? <Term name={term}>{legend}</Term> : legend} id={id}>
      <ToggleGroup<string>
        aria-labelledby={id}
        className="flex w-full [&>button]:min-w-0 [&>button]:flex-1 [&>button]:px-1.5 [&>button]:text-left max-md:[&>button]:px-1.5"
        value={value ?? ANY}
        onValueChange={(next) => onChange(next === ANY ? undefined : (next as T))}
        options={[
          { value: ANY, name: 'any' },
          ...options.map(({ count, ...option }) => ({
            value: option.value,
            name: <Counted count={count}>{option.name}</Counted>,
          })),
        ]}
      />
    </Group>
  )
}

/** A name with how many features the choice leaves. */
export function Counted({ children, count }: { children: ReactNode; count: number | undefined }) {
  return (
    <>
      {children}
      {count === undefined ? null : (
        <small className="ml-1 text-11 font-normal text-ink-3">{formatCount(count)}</small>
      )}
    </>
  )
}

/** A filter with its name above. */
export function Group(props: { legend: ReactNode; id: string; children: ReactNode; className?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> cannot be a cell of a grid in every browser
    <div role="group" aria-labelledby={props.id} className={props.className ?? 'min-w-0'}>
      <div id={props.id} className="mb-1 text-12/4 text-ink-3">
        {props.legend}
      </div>
      {props.children}
    </div>
  )
}
