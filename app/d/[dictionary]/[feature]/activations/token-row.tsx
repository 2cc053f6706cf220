import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { FeatureToken } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import type { View } from '../view'

const FIGURE = 'px-1 text-right whitespace-nowrap'

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
    <tr className="h-6 max-md:h-8">
      {/* takes what the figures leave, so that no figure is ever cut */}
      <td className="w-2/5 max-w-0 min-w-16">
        <a
          className="flex min-h-6 items-center"
          href={paths.search({ dictionary: props.dictionary, id: token.id })}
          aria-label={`Features that fire on ${tokenName(token)}`}
        >
          <TokenLiteral token={token} />
        </a>
      </td>
      <td className="relative w-1/4 px-1 whitespace-nowrap">
        <span
          aria-hidden="true"
          className="absolute inset-y-1 left-1 rounded-1 bg-act-7 opacity-55 [print-color-adjust:exact]"
          style={{ width: `calc(${(top > 0 ? (100 * token.share) / top : 0).toFixed(1)}% - 8px)` }}
        />
        <span className={`relative pl-1 ${tone('share')}`}>
          {formatPercent(token.share, token.share < 0.1 ? 2 : 3)}
        </span>
      </td>
      <td className={`${FIGURE} text-ink-2`}>{formatCount(token.count)}</td>
      <td className={`${FIGURE} text-ink-2`}>
        {token.precision === null ? '—' : formatPercent(token.precision, token.precision < 0.1 ? 1 : 2)}
      </td>
      <td className={`${FIGURE} ${tone('mean')}`}>{formatActivation(token.mean)}</td>
      <td className={`${FIGURE} pr-0 ${tone('max')}`}>{formatActivation(token.max)}</td>
    </tr>
  )
}
