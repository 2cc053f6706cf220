'use client'

import { useEffect, useState } from 'react'
import type { TokenEffectsAnswer } from '@/lib/contract/feature-compute'
import { featurePaths } from '@/lib/contract/feature-paths'
import { messageOf } from '@/lib/errors'
import { fetchJson } from '../fetch-json'

const tokenEffectsSchema = async () => (await import('@/lib/contract/feature-compute')).TokenEffectsSchema

/** A token of a stored sequence, for which effects can be computed. */
export interface EffectsPlace {
  readonly dictionary: string
  readonly index: number
  readonly sequence: number
  readonly position: number
}

/** The pointer passes over tokens on its way: only one it rests on is asked about. */
const REST_MS = 60
/** Sequences whose effects a page remembers. */
const KEPT = 200

const asked = new Map<string, Promise<TokenEffectsAnswer>>()
const known = new Map<string, TokenEffectsAnswer>()

function load(url: string): Promise<TokenEffectsAnswer> {
  const running = asked.get(url)
  if (running) return running
  const promise = fetchJson(tokenEffectsSchema, url)
    .then((answer) => {
      for (const oldest of known.keys()) if (known.size >= KEPT) known.delete(oldest)
      known.set(url, answer)
      return answer
    })
    .finally(() => asked.delete(url))
  asked.set(url, promise)
  return promise
}

export type EffectsState =
  | { readonly status: 'none' | 'waiting' }
  | { readonly status: 'loaded'; readonly answer: TokenEffectsAnswer }
  | { readonly status: 'failed'; readonly message: string }

/** The effects of a feature on a token's sequence, asked for once and remembered. */
export function useTokenEffects(place: EffectsPlace | undefined): EffectsState {
  const url = place ? featurePaths.effects(place.dictionary, place.index, place.sequence) : null
  const [settled, setSettled] = useState<{ url: string; failure: string | null } | null>(null)
  useEffect(() => {
    if (!url || known.has(url)) return
    let live = true
    const done = (failure: string | null) => live && setSettled({ url, failure })
    const timer = setTimeout(() => {
      load(url).then(
        () => done(null),
        (error) => done(messageOf(error)),
      )
    }, REST_MS)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [url])
  if (!url) return { status: 'none' }
  const answer = known.get(url)
  if (answer) return { status: 'loaded', answer }
  if (settled?.url === url && settled.failure !== null) return { status: 'failed', message: settled.failure }
  return { status: 'waiting' }
}
