import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { tokenName } from '@/lib/view/token-view'
import './css/hero.css'

/** The search of the front page: one field for tokens, labels and numbers, and links that show what it can find. */
export function Hero({ dictionary, first }: { dictionary: string; first: FeatureRow | undefined }) {
  const raised = first?.promotedTokens.find((token) => !token.hex && token.text.trim() !== '')
  return (
    <section className="hero" aria-label="Search">
      <h1>Find a feature</h1>
      <form className="big" action="/search">
        <input
          type="search"
          name="q"
          aria-label="Token, label or feature number"
          placeholder="import, quote of a path, #2152"
          autoComplete="off"
          spellCheck={false}
          data-slash
        />
        <input type="hidden" name="dictionary" value={dictionary} />
        <kbd>↵</kbd>
      </form>
      <p className="try">
        <span className="dim">or</span>{' '}
        <Link className="link" href={paths.browse(dictionary)} prefetch={false}>
          browse all features
        </Link>{' '}
        {first ? (
          <Link className="link" href={paths.feature(dictionary, first.index)} prefetch={false}>
            #{first.index}
          </Link>
        ) : null}{' '}
        {raised ? (
          <Link
            className="link"
            href={paths.search({ q: raised.text, by: 'promotes', dictionary })}
            prefetch={false}
          >
            tokens that raise “{tokenName(raised)}”
          </Link>
        ) : null}
      </p>
    </section>
  )
}
