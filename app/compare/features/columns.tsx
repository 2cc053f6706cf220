import type { ReactNode } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { featureRefText } from '@/lib/contract/feature-refs'

/** Returns the name of a feature among others: "#196 of one-layer-a.a1". */
export const nameOf = ({ dictionary, index }: Feature): string => `#${index} of ${dictionary}`

/** Returns what tells a feature from every other one. */
export const keyOf = ({ dictionary, index }: Feature): string =>
  featureRefText({ dictionary, feature: index })

/** Classes of what has one column for each feature; in a wide window it leaves room for the names of the figures. */
export const COLUMNS = 'grid gap-x-6 lg:pl-44'

/** One question about all features, with one column for each; the columns stand below each other on a phone. */
export function ComparedPane(props: {
  readonly id: string
  readonly title: ReactNode
  readonly remark?: ReactNode
  readonly features: readonly Feature[]
  readonly children: (feature: Feature) => ReactNode
}) {
  const { id, title, remark, features, children } = props
  return (
    <Pane titleId={id} title={title} remark={remark} className="px-0">
      <div className={cn(COLUMNS, 'gap-y-4 md:auto-cols-fr md:grid-flow-col')}>
        {features.map((feature) => (
          <div key={keyOf(feature)} className="@container min-w-0">
            <h3 className="mb-1 font-mono text-12 text-ink-3 md:sr-only">{nameOf(feature)}</h3>
            {children(feature)}
          </div>
        ))}
      </div>
    </Pane>
  )
}
