'use client'

import { useLabels } from '@/app/_ui/data/marks/use-marks'
import { Term } from '@/app/_ui/glossary/term'
import { Stat } from '@/app/_ui/kit/pane'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { formatFixed } from '@/lib/view/format'
import { authorOf } from '../people/author'
import { figureTexts, scoreName } from '../people/label-evidence'

/** Shows how well the computed label predicts, and its precision. */
export function HeadLabelScore({ on }: { on: FeatureRef }) {
  const scored = useLabels(on)
    .filter((label) => label.current && label.score !== null)
    .toSorted((a, b) => b.id - a.id)[0]
  return (
    <Stat name={<Term name="labelScore">Label score</Term>}>
      {formatFixed(scored?.score)}{' '}
      <small>
        {scored
          ? (figureTexts(scored.figures)[0] ?? `${scoreName(scored.scoreKind)} ${authorOf(scored)}`)
          : 'not scored'}
      </small>
    </Stat>
  )
}
