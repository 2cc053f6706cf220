import type { FeatureOrder } from '@/lib/domain/feature-order'

/** The choices of view of a feature page, read from the address. For unknown values the first choice is used. */
export const VIEW_CHOICES = {
  order: ['density', 'index'],
  bars: ['count', 'value'],
  tokens: ['share', 'mean', 'max'],
  layout: ['window', 'whole'],
  lines: ['shown', 'hidden'],
  near: ['decoders', 'activity'],
  loss: ['on', 'off'],
} as const

export type ViewName = keyof typeof VIEW_CHOICES
export type View = { readonly [Name in ViewName]: (typeof VIEW_CHOICES)[Name][number] } & {
  readonly order: FeatureOrder
  /** Bin of the activation histogram that examples are limited to. */
  readonly bin: number | null
}

/** What all rows of examples on the page of a feature have in common. */
export interface GroupLook {
  readonly dictionary: string
  readonly index: number
  readonly layout: View['layout']
  readonly loss: View['loss']
}

export function parseView(params: Readonly<Record<string, string | string[] | undefined>>): View {
  const pick = <Name extends ViewName>(name: Name): View[Name] => {
    const choices: readonly string[] = VIEW_CHOICES[name]
    const given = params[name]
    return (typeof given === 'string' && choices.includes(given) ? given : choices[0]) as View[Name]
  }
  return {
    order: pick('order'),
    bars: pick('bars'),
    tokens: pick('tokens'),
    layout: pick('layout'),
    lines: pick('lines'),
    near: pick('near'),
    loss: pick('loss'),
    bin: typeof params.bin === 'string' && /^\d{1,3}$/.test(params.bin) ? Number(params.bin) : null,
  }
}
