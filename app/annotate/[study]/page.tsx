import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { getStudy } from '@/lib/db/queries/studies'
import { SemascopeError } from '@/lib/errors'
import { Queue } from '../_queue/queue'

interface Props {
  params: Promise<{ study: string }>
}

export const metadata: Metadata = { title: 'Score' }
export const dynamic = 'force-dynamic'

/** The queue of an open study. The browser fetches the items, so that everybody uses the same address. */
export default async function QueuePage({ params }: Props) {
  const { study: segment } = await params
  if (!/^\d{1,9}$/.test(segment)) notFound()
  const study = await getStudy(await database(), Number(segment)).catch((error: unknown) => {
    if (error instanceof SemascopeError && error.code === 'not_found') notFound()
    throw error
  })
  if (study.status === 'closed') redirect(paths.results(study.id))
  return (
    <>
      <main id="main">
        <Queue study={study} />
      </main>
      <KeyHints
        hints={[
          ['0', 'to'],
          ['5', 'answer'],
          ['↑ ↓', 'question'],
          ['I', 'interpretation'],
          ['S', 'skip'],
          ['↵', 'next'],
          ['U', 'undo'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
