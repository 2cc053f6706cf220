import Link from 'next/link'
import { ExampleLine } from '@/app/_ui/example-line'
import { FeatureName } from '@/app/_ui/feature-name'
import { paths } from '@/lib/contract/paths'
import type { Starter } from '@/lib/db/queries/starters'
import { formatPercent } from '@/lib/view/format'
import { Section } from './section'

/** A few features of many sorts, each with why it is shown and its strongest example. */
export function Starters({ dictionary, starters }: { dictionary: string; starters: readonly Starter[] }) {
  return (
    <Section
      titleId="h-start"
      title="Features to start with"
      remark={`one of each sort in ${dictionary}, with its strongest example`}
    >
      <ol>
        {starters.map(({ feature, why }) => (
          <li
            key={feature.index}
            className="grid grid-cols-[3rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-b border-line py-1.5 last:border-b-0 @3xl:grid-cols-[3rem_minmax(0,15rem)_minmax(0,1fr)_4.5rem]"
          >
            <Link
              className="font-mono text-12 text-accent"
              href={paths.feature(dictionary, feature.index)}
              prefetch={false}
            >
              #{feature.index}
            </Link>
            <span className="min-w-0">
              <Link
                className="block truncate"
                href={paths.feature(dictionary, feature.index)}
                prefetch={false}
                tabIndex={-1}
              >
                <FeatureName feature={feature} />
              </Link>
              <span className="block truncate text-12/4 text-ink-2">{why}</span>
            </span>
            <span className="min-w-0 [--kw-left:60%] @max-3xl:order-last @max-3xl:col-span-full">
              <ExampleLine example={feature.example} />
            </span>
            <span className="text-right text-ink-2">
              <span className="sr-only">fires on </span>
              {formatPercent(feature.density)}
              <span className="sr-only"> of all tokens</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
