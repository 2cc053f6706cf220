import { activationLevel } from '@/lib/view/levels'

/** What the bars are about: activations, in the colours of tokens; logits, by sign; or anything else. */
export type BarKind = 'activation' | 'logit' | 'plain'

/** Where the levels are pale, an outline shows the bar. With forced colours the outline is all that tells levels from the page. */
const OUTLINED = 'stroke-control stroke-[0.75px] forced-colors:stroke-[CanvasText]'
const LEVELS = [
  'fill-transparent',
  'fill-act-1',
  'fill-act-2',
  'fill-act-3',
  'fill-act-4',
  'fill-act-5',
  'fill-act-6',
  'fill-act-7',
  'fill-act-8',
  'fill-act-9',
]

/** Classes of lowered logits: hollow with forced colours, so that the sign is not colour alone. */
const BELOW = 'forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText] forced-colors:stroke-[1.5px]'
export const SIGNED = {
  up: 'fill-up opacity-60 forced-colors:fill-[CanvasText] forced-colors:opacity-100',
  down: `fill-down opacity-60 forced-colors:opacity-100 ${BELOW}`,
  helps: 'fill-helps forced-colors:fill-[CanvasText]',
} as const

/** Returns the classes of a bar whose middle is `value`. */
export function barFill(kind: BarKind, value: number, maximum: number): string {
  if (kind === 'activation') return `${OUTLINED} ${LEVELS[activationLevel(value, maximum)]}`
  if (kind === 'logit') return value < 0 ? SIGNED.down : SIGNED.up
  return 'fill-bar forced-colors:fill-[CanvasText]'
}
