'use client'

import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'

/** Shows an answer; while the next one is awaited, the answer before, under a line. A failure says why and tries again. */
export function Found<Data, Key extends readonly unknown[]>(props: {
  readonly options: UseQueryOptions<Data, Error, Data, Key>
  /** What is being loaded: "The features". */
  readonly what: string
  readonly children: (data: Data) => ReactNode
}) {
  const { data, error, isPlaceholderData, refetch } = useQuery(props.options)
  if (error) return <Failed className="m-4" what={props.what} error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton className="p-6" lines={8} />
  return (
    <div
      aria-busy={isPlaceholderData}
      className={isPlaceholderData ? 'min-w-0 shadow-[inset_0_2px_0_var(--color-accent)]' : 'min-w-0'}
    >
      {props.children(data)}
    </div>
  )
}
