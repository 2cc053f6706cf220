'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { Input } from '@/app/_ui/kit/input'
import { type Parsed, useDraft } from './use-draft'

interface Props<Value> extends Pick<ComponentProps<'input'>, 'placeholder' | 'inputMode' | 'type'> {
  readonly label: ReactNode
  readonly text: string
  readonly parse: (text: string) => Parsed<Value>
  readonly onCommit: (value: Value) => void
  /** Where the label stands: above, before, or only for who cannot see it. */
  readonly labelled?: 'above' | 'before' | 'hidden'
  readonly className?: string
  readonly inputClass?: string
  /** Makes it the field that the key / goes to. */
  readonly isSearch?: boolean
}

/** A field of the filters. What is wrong with a text stands below the field over the page, so that nothing moves. */
export function FilterField<Value>(props: Props<Value>) {
  const {
    label,
    text,
    parse,
    onCommit,
    labelled = 'above',
    className,
    inputClass,
    isSearch,
    ...input
  } = props
  const id = useId()
  const { field, error } = useDraft({ text, parse, onCommit })
  return (
    <div className={cn('relative min-w-0', labelled === 'before' && 'flex items-center gap-2', className)}>
      <label
        htmlFor={id}
        className={
          labelled === 'hidden'
            ? 'sr-only'
            : cn('text-12/4 whitespace-nowrap text-ink-3', labelled === 'above' && 'mb-1 block')
        }
      >
        {label}
      </label>
      <Input
        id={id}
        spellCheck={false}
        {...input}
        {...field}
        {...(isSearch ? { 'data-slash': '' } : {})}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})}
        className={cn('w-full min-w-0', inputClass)}
      />
      {error ? (
        <p
          id={`${id}-error`}
          role="alert"
          className="absolute top-full left-0 z-10 mt-1 w-max max-w-60 rounded-2 border border-bad bg-raised px-2 py-1 text-12/4 text-bad shadow-float"
        >
          {error}
        </p>
      ) : null}
    </div>
  )
}
