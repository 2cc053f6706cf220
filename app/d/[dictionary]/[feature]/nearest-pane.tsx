import Link from 'next/link'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { Feature } from '@/lib/api/feature'
import { formatFixed } from '@/lib/api/format'
import { paths } from '@/lib/api/paths'

/** Features of the same dictionary that write in a similar direction. */
export function NearestPane({ feature }: { feature: Feature }) {
  return (
    <section className="pane" aria-labelledby="p-near">
      <header>
        <h2 id="p-near">Nearest features</h2>
        <span className="dim">cosine of decoders</span>
      </header>
      {feature.neighbours.length === 0 ? (
        <p className="note">
          {feature.kind === 'neurons' ? 'Neurons are orthogonal: none is nearer than another.' : 'None kept.'}
        </p>
      ) : (
        <ol className="near">
          {feature.neighbours.map((near) => (
            <li key={near.index}>
              <Link className="id mono" href={paths.feature(feature.dictionary, near.index)} prefetch={false}>
                #{near.index}
              </Link>
              <span className="grow cut">
                {near.label ?? (
                  <>
                    <TokenLiterals tokens={near.topTokens} limit={2} />
                    {near.promotedTokens.length > 0 && (
                      <>
                        {' '}
                        <span className="dim">→</span>{' '}
                        <TokenLiterals tokens={near.promotedTokens} limit={1} />
                      </>
                    )}
                  </>
                )}
              </span>
              <span className="num">{formatFixed(near.cosine)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
