import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { FeatureRef } from '@/app/_ui/data/queries/feature'

/**
 * The choices of view of a feature page. The first of each is the default, and the address does not have it; an unknown
 * value counts as the default.
 */
const VIEW_CHOICES = {
  order: ['density', 'index'],
  bars: ['count', 'value'],
  tokens: ['share', 'mean', 'max'],
  layout: ['window', 'whole'],
  lines: ['shown', 'hidden'],
  near: ['decoders', 'activity'],
  loss: ['on', 'off'],
} as const

/** Most characters of a test text that the address carries, so that it can be shared and still be pasted anywhere. */
export const SHARED_TEXT_LENGTH = 300

/** Returns the parser of one choice. Back undoes a choice, and nothing is requested from the server for it. */
const choice = <const Value extends string>(values: readonly [Value, ...Value[]]) =>
  parseAsStringLiteral(values).withDefault(values[0]).withOptions({ history: 'push' })

/** The parsers of a feature page's address, for the server, for `useQueryState` and for links. */
export const VIEW = {
  order: choice(VIEW_CHOICES.order),
  bars: choice(VIEW_CHOICES.bars),
  tokens: choice(VIEW_CHOICES.tokens),
  layout: choice(VIEW_CHOICES.layout),
  lines: choice(VIEW_CHOICES.lines),
  near: choice(VIEW_CHOICES.near),
  loss: choice(VIEW_CHOICES.loss),
  /** Bin of the activation histogram that examples are limited to. */
  bin: parseAsInteger.withOptions({ history: 'push' }),
  /** The list that one came from, as the search parameters of its address; stepping follows it. */
  list: parseAsString,
  /** The text that was tested, if it is short. */
  text: parseAsString,
}

export type View = inferParserType<typeof VIEW>

/** Reads the view from the search parameters of a page. */
export const loadView = createLoader(VIEW)

const serialize = createSerializer(VIEW)

/** Returns the address of another feature in the same view. A bin belongs to the histogram of one feature and is left out. */
export const inView = (path: string, view: Partial<View>): string => serialize(path, { ...view, bin: null })

/** What all rows of examples on the page of a feature have in common. */
export interface GroupLook {
  readonly feature: FeatureRef
  readonly layout: View['layout']
  readonly loss: View['loss']
}
