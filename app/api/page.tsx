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
      <main id="main" className="api-reference">
        <header className="hd">
          <h1>API</h1>
          <p className="sec">
            Everything that the pages show and do. Requests made here go to this server, with your sign-in; a
            write is a write.{' '}
            <a className="link" href={operationUrl(LINKED.document, {})}>
              OpenAPI document
            </a>
          </p>
        </header>
        <Reference url={operationUrl(LINKED.document, {})} />
      </main>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
