import Link from 'next/link'
import { FeatureName } from '@/app/_ui/feature-name'
import { Button } from '@/app/_ui/kit/button'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { paths } from '@/lib/contract/paths'
import type { Dictionary, FeatureRow } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { formatFixed } from '@/lib/view/format'
import type { Match, Nearest } from './match-query'

const CELL = 'h-8 px-2 py-1 first:pl-0 max-md:block max-md:h-auto max-md:px-0 max-md:py-0.5'

const NOT_CORRELATED = 'not correlated: activations on a common text are not stored; analyse both again'

/** A feature of the left dictionary with what is nearest to it in the right one, or why that is not known. */
export function MatchRow(props: {
  readonly a: Dictionary
  readonly b: Dictionary
  readonly index: number
  readonly feature?: FeatureRow | undefined
  readonly match?: Match | null | undefined
  readonly error?: Error | null
  readonly onRetry?: () => void
  /** What is said while there is no match yet. */
  readonly says: string
}) {
  const { a, b, index, feature, match, error, onRetry, says } = props
  return (
    <tr className="max-md:block max-md:py-2">
      <td className={CELL}>
        <FeatureLink dictionary={a} index={index} /> {feature ? <FeatureName feature={feature} /> : null}
      </td>
      {match ? (
        <>
          <td className={CELL}>
            <Near dictionary={b} near={match.correlation} sign="r" says="by correlation" />{' '}
            <span className="text-ink-3">
              {match.over ?? (b.kind === 'neurons' ? 'not correlated' : NOT_CORRELATED)}
            </span>
          </td>
          <td className={CELL}>
            <Near
              dictionary={b}
              near={match.decoder}
              sign={b.kind === 'neurons' ? 'w' : 'cos'}
              says={b.kind === 'neurons' ? 'by weight' : 'by decoder cosine'}
            />
          </td>
        </>
      ) : (
        <td colSpan={2} className={CELL}>
          {error ? (
            <span className="flex flex-wrap items-center gap-2 text-bad" role="alert">
              {messageOf(error)}
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            </span>
          ) : match === null ? (
            `${b.id} does not read the same tokens, so features cannot be matched`
          ) : (
            <span className="text-ink-3">{says}</span>
          )}
        </td>
      )}
    </tr>
  )
}

/** The name of a feature, #338, or of a neuron, n338, as a link to its page. */
const FeatureLink = ({ dictionary, index }: { dictionary: Dictionary; index: number }) => (
  <Link
    className="inline-block min-h-6 font-mono text-12 leading-6 text-accent"
    href={paths.feature(dictionary.id, index)}
    prefetch={false}
  >
    {dictionary.kind === 'neurons' ? `n${index}` : `#${index}`}
  </Link>
)

function Near(props: { dictionary: Dictionary; near: Nearest | undefined; sign: string; says: string }) {
  const { dictionary, near, sign, says } = props
  const heading = <span className="text-12 text-ink-3 md:hidden">{says} </span>
  if (!near)
    return (
      <>
        {heading}
        <span className="text-ink-3">—</span>
      </>
    )
  return (
    <>
      {heading}
      <FeatureLink dictionary={dictionary} index={near.index} />{' '}
      {near.feature ? (near.feature.label ?? <TokenLiterals tokens={near.feature.topTokens} />) : null}{' '}
      <b className="font-semibold">
        {sign} {formatFixed(near.value)}
      </b>
    </>
  )
}
