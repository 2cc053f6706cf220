import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { findQuality } from '@/lib/db/queries/quality'
import { CosinePane, DensityPane } from './distributions'
import { Figures } from './figures'
import { FrontierPane } from './frontier-pane'
import { Notices } from './notices'
import { QualityHead } from './quality-head'
import { TrainingPane } from './training-pane'

interface Props {
  params: Promise<{ dictionary: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Quality of ${decodeURIComponent((await params).dictionary)}` }
}

/** How good a dictionary is, on which text, and how it came to be. */
export default async function QualityPage({ params }: Props) {
  const quality = await findQuality(await database(), decodeURIComponent((await params).dictionary))
  if (!quality) notFound()
  const { metrics } = quality
  return (
    <>
      <main id="main" className="bg-surface">
        <QualityHead quality={quality} />
        <Notices quality={quality} />
        {metrics ? (
          <>
            <Figures quality={quality} metrics={metrics} />
            <div className="grid grid-cols-1 border-b border-line md:grid-cols-2 md:[&>*]:border-b-0 md:[&>*+*]:border-l">
              <DensityPane quality={quality} metrics={metrics} />
              <CosinePane quality={quality} metrics={metrics} />
            </div>
          </>
        ) : null}
        <TrainingPane quality={quality} />
        <FrontierPane quality={quality} />
      </main>
      <KeyHints
        hints={[
          ['← →', 'values of a chart'],
          ['g b', 'browse'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
