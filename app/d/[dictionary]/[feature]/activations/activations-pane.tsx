'use client'

import { useQueryState } from 'nuqs'
import { ChartPane } from '@/app/_ui/charts/chart-pane'
import { Term } from '@/app/_ui/glossary/term'
import { Empty } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import type { Feature } from '@/lib/contract/feature'
import { formatCount } from '@/lib/view/format'
import { VIEW } from '../view'
import { ActivationBars } from './activation-bars'
import { IntervalLoss } from './interval-loss'
import { Intervals } from './intervals'

const HEIGHTS = [
  { value: 'count', name: 'count' },
  { value: 'value', name: '× activation' },
] as const

/** Shows how strong the activations of a feature are, in the colours of the tokens next to it. */
export function ActivationsPane({ feature }: { feature: Feature }) {
  const [bars, setBars] = useQueryState('bars', VIEW.bars)
  const tokens = formatCount(feature.analysis.tokens)
  const title = <Term name="activation">Activations</Term>
  if (feature.count === 0)
    return (
      <Pane titleId="p-hist" title={title}>
        <Empty>
          <p>
            <b className="font-semibold">No firing on {tokens} tokens.</b> Its logit effects and nearest
            features need no activation and are shown.
          </p>
        </Empty>
      </Pane>
    )
  return (
    <ChartPane
      titleId="p-hist"
      title={title}
      actions={
        <ToggleGroup aria-label="Height of a bar" value={bars} onValueChange={setBars} options={HEIGHTS} />
      }
    >
      <ActivationBars feature={feature} bars={bars} />
      <Intervals intervals={feature.intervals} maximum={feature.maxActivation} />
      <IntervalLoss feature={feature} />
      <Note>
        {bars === 'count' ? 'Log count' : 'Count × activation'}, {formatCount(feature.count)} active of{' '}
        {tokens} tokens. Activation is f × ‖W_dec‖, as if the decoder vector had length 1. The numbers are{' '}
        <Term name="interval">intervals</Term>: 0 is the strongest. Press a bar to see only its examples.
      </Note>
    </ChartPane>
  )
}
