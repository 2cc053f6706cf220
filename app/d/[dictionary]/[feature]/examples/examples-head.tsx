'use client'

import { useQueryState } from 'nuqs'
import { Checkbox } from '@/app/_ui/kit/checkbox'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import { activationGround, LEVELS } from '@/lib/view/levels'
import { VIEW } from '../view'

/** The choices of view of the examples. */
export function ExampleChoices() {
  const [layout, chooseLayout] = useQueryState('layout', VIEW.layout)
  const [lines, chooseLines] = useQueryState('lines', VIEW.lines)
  const [loss, chooseLoss] = useQueryState('loss', VIEW.loss)
  return (
    <>
      <ToggleGroup
        aria-label="Layout of examples"
        value={layout}
        onValueChange={chooseLayout}
        options={[
          { value: 'window', name: 'Window' },
          { value: 'whole', name: 'Whole text' },
        ]}
      />
      <Checkbox
        className="text-12"
        checked={lines === 'shown'}
        onCheckedChange={(shown) => chooseLines(shown ? 'shown' : 'hidden')}
      >
        Line breaks
      </Checkbox>
      <Checkbox
        className="text-12"
        checked={loss === 'on'}
        onCheckedChange={(on) => chooseLoss(on ? 'on' : 'off')}
      >
        Ablation
      </Checkbox>
    </>
  )
}

/** What the ground and the underline of a token mean. */
export function Legend({ maximum }: { maximum: number }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="sr-only">Ground by activation, </span>
      <span
        className="inline-flex h-2.5 border border-line [print-color-adjust:exact] forced-colors:hidden"
        aria-hidden="true"
      >
        {Array.from({ length: LEVELS }, (_, at) => (
          <i
            key={activationGround(at + 1)}
            className="w-2"
            style={{ background: activationGround(at + 1) }}
          />
        ))}
      </span>
      0 to {maximum.toFixed(1)}
      <span className="border-b-2 border-helps">helps</span>
      <span className="border-b-2 border-dotted border-hurts">hurts</span>
    </span>
  )
}
