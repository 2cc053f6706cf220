import Link from 'next/link'
import { Meter } from '@/app/_ui/charts/meter'
import { formatCount, formatSigned } from '@/lib/api/format'
import { paths } from '@/lib/api/paths'
import { type MatchedToken, type Moves, type SearchView, searchHref } from '@/lib/api/search'
import type { Ranked } from '@/lib/db/queries/search'
import { FeatureName } from './feature-name'
import { TokenNames } from './token-names'

/** Features whose direct effect raises or lowers the logit of the tokens. */
export function MovesPane(props: {
  dictionary: string
  kind: 'raises' | 'lowers'
  tokens: readonly MatchedToken[]
  result: Ranked<Moves>
  view: SearchView
}) {
  const { dictionary, kind, result, view } = props
  const way = kind === 'raises' ? 'up' : 'down'
  const largest = Math.abs(result.items[0]?.value ?? 0)
  const cut = result.kept < result.total
  return (
    <>
      <header className={kind === 'lowers' ? 'h2nd' : undefined}>
        <h2>
          {kind === 'raises' ? 'Raises' : 'Lowers'} <TokenNames tokens={props.tokens} />
        </h2>
        <span className="dim">
          logit weight{cut && `, cut at ${formatCount(result.kept)} of ${formatCount(result.total)}`}
        </span>
        {result.items.length < result.found && (
          <Link className="link" href={searchHref(view, { all: kind })} prefetch={false} scroll={false}>
            All {formatCount(result.found)}
          </Link>
        )}
      </header>
      {result.items.length === 0 ? (
        <p className="note">
          No feature {kind} it{view.density === undefined ? '' : ` with density up to ${view.density} %`}.
        </p>
      ) : (
        <table
          className="tbl r p"
          aria-label={`Features that ${kind === 'raises' ? 'raise' : 'lower'} it, by logit weight`}
        >
          <tbody>
            {result.items.map((row) => (
              <tr key={row.index}>
                <td className="c-id">
                  <Link className="id" href={paths.feature(dictionary, row.index)} prefetch={false} data-row>
                    #{row.index}
                  </Link>
                </td>
                <td className="c-l">
                  <FeatureName feature={row} />
                </td>
                <td className="c-w">
                  <Meter share={largest > 0 ? Math.abs(row.value) / largest : 0} kind={way} />
                </td>
                <td className={`c-v num ${way}`}>{formatSigned(row.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
