import Link from 'next/link'
import { ExampleLine } from '@/app/_ui/example-line'
import { FeatureName } from '@/app/_ui/feature-name'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { formatPercent } from '@/lib/view/format'
import './css/starters.css'

/** A few features that are easy to understand, each with its strongest example. */
export function Starters({ dictionary, features }: { dictionary: string; features: readonly FeatureRow[] }) {
  return (
    <section className="sect" aria-labelledby="h-start">
      <header className="sh1">
        <h2 id="h-start">Features to start with</h2>
        <span className="sec">{dictionary}</span>
      </header>
      <ol className="fl">
        {features.map((feature) => (
          <li key={feature.index}>
            <Link className="id mono link" href={paths.feature(dictionary, feature.index)} prefetch={false}>
              #{feature.index}
            </Link>
            <Link
              className="nm"
              href={paths.feature(dictionary, feature.index)}
              prefetch={false}
              tabIndex={-1}
            >
              <FeatureName feature={feature} />
            </Link>
            <ExampleLine example={feature.example} />
            <span className="num sec" title="Share of tokens on which the feature is active">
              {formatPercent(feature.density)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
