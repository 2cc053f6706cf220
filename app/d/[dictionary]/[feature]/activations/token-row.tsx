import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { FeatureToken } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import type { View } from '../view'

/** One token of the table: its share with a bar, firings, precision, mean and maximum. */
export function TokenRow(props: {
  dictionary: string
  token: FeatureToken
  /** The largest share, whose bar is full. */
  top: number
  sort: View['tokens']
}) {
  const { token, top, sort } = props
  const tone = (by: View['tokens']) => (sort === by ? 'font-semibold' : 'text-ink-2')
  return (
    <tr>
      <td>
        <a
          className="flex min-h-6 items-center"
          href={paths.search({ dictionary: props.dictionary, id: token.id })}
          aria-label={`Features that fire on ${tokenName(token)}`}
        >
          <TokenLiteral token={token} />
        </a>
      </td>
      <td className="relative">
        <span
          aria-hidden="true"
          className="absolute inset-y-1 left-1 rounded-1 bg-act-7 opacity-55"
          style={{ width: `calc(${(top > 0 ? (100 * token.share) / top : 0).toFixed(1)}% - 8px)` }}
        />
        <span className={`relative pl-1 ${tone('share')}`}>
          {formatPercent(token.share, token.share < 0.1 ? 2 : 3)}
        </span>
      </td>
      <td className="text-ink-2">{formatCount(token.count)}</td>
      <td className="text-ink-2">
        {token.precision === null ? '—' : formatPercent(token.precision, token.precision < 0.1 ? 1 : 2)}
      </td>
      <td className={tone('mean')}>{formatActivation(token.mean)}</td>
      <td className={tone('max')}>{formatActivation(token.max)}</td>
    </tr>
  )
}
