'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { getQueryClient } from './query-client'

const Devtools =
  process.env.NODE_ENV === 'development'
    ? dynamic(() => import('@tanstack/react-query-devtools').then((module) => module.ReactQueryDevtools), {
        ssr: false,
      })
    : null

/** Gives every part of a page the one cache of what was read from the API. */
export function QueryProvider({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      {children}
      {Devtools ? <Devtools buttonPosition="bottom-left" /> : null}
    </QueryClientProvider>
  )
}
