'use client'

import type { QueryClient } from '@tanstack/react-query'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { markQueries } from '../queries/marks'
import { patchRows, type RowMarks, rereadLists } from './list-rows'

/** What one tab tells the others after a write. */
interface Told extends FeatureRef {
  /** What rows of lists say now. */
  readonly row: RowMarks
}

const NAME = 'semascope-marks'
let channel: BroadcastChannel | undefined

const channelOfTab = () => {
  if (typeof BroadcastChannel === 'undefined') return undefined
  channel ??= new BroadcastChannel(NAME)
  return channel
}

/** Tells the other tabs of this browser that people wrote something about a feature. */
export function tellTabs(on: FeatureRef, row: RowMarks): void {
  channelOfTab()?.postMessage({ ...on, row } satisfies Told)
}

/** Follows what other tabs write: lists show it at once, and an open feature is read again. Returns a function that stops. */
export function followTabs(client: QueryClient): () => void {
  const listen = ({ data }: MessageEvent<Told>) => {
    const { row, ...on } = data
    patchRows(client, on, row)
    rereadLists(client, on)
    void rereadFeature(client, on)
  }
  const heard = channelOfTab()
  heard?.addEventListener('message', listen)
  return () => heard?.removeEventListener('message', listen)
}

/** Reads what people wrote about a feature again, wherever it is shown. */
export async function rereadFeature(client: QueryClient, { dictionary, feature }: FeatureRef): Promise<void> {
  const queries = [markQueries.marks, markQueries.labels, markQueries.annotations]
  await Promise.all(
    queries.map((query) => client.invalidateQueries({ queryKey: query(dictionary, feature).queryKey })),
  )
}
