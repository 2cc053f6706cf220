import type { Metadata } from 'next'
import { KeyHints } from '@/app/_ui/key-hints'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { Reference } from './_reference/reference'

export const metadata: Metadata = { title: 'API' }
export const dynamic = 'force-dynamic'

/** Every operation of the API, to read and to try out. */
export default function ApiPage() {
  return (
    <>
      <main id="main" className="api-reference mx-auto w-full max-w-6xl px-6 pb-6 max-md:px-3">
        <header className="flex flex-wrap items-baseline gap-x-3 pt-3 pb-1">
          <h1 className="text-20/7 tracking-[-0.012em]">API</h1>
          <p className="min-w-0 text-ink-2">
            Everything that the pages show and do. Requests made here go to this server, with your sign-in; a
            write is a write.{' '}
            <a className="text-accent underline underline-offset-3" href={operationUrl(LINKED.document, {})}>
              OpenAPI document
            </a>
          </p>
        </header>
        <Reference url={operationUrl(LINKED.document, {})} />
      </main>
      <KeyHints hints={[['g d', 'dictionaries']]} />
    </>
  )
}
