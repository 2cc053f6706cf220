import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { SearchField } from '@/app/_ui/suggest/search-field'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'

interface Props {
  readonly dictionary: string
  /** Number of its features. */
  readonly size: number
  /** Texts that find something in this dictionary. */
  readonly examples: readonly string[]
}

/** Says what this is, and searches everything. The examples below the field are links that show what it can find. */
export function Hero({ dictionary, size, examples }: Props) {
  return (
    <section
      aria-labelledby="h-hero"
      className="border-b border-line bg-canvas px-6 py-8 max-md:px-4 max-md:py-6"
    >
      <div className="mx-auto max-w-180">
        <h1 id="h-hero" className="text-28/9 font-semibold tracking-[-0.02em] text-balance max-md:text-20/7">
          What does a language model’s dictionary know?
        </h1>
        <p className="mt-1 mb-4 text-15/6 text-ink-2">
          Search {formatCount(size)} <Term name="feature">features</Term> of {dictionary} by what they fire
          on.
        </p>
        <SearchField dictionary={dictionary} placeholder={examples.join(', ')} />
        <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1" aria-label="Examples of searches">
          <li className="text-ink-3">for example</li>
          {examples.map((example) => (
            <li key={example}>
              <Link
                className="text-accent"
                href={paths.search({ q: example, dictionary, tab: tabOf(example) })}
                prefetch={false}
              >
                {example}
              </Link>
            </li>
          ))}
          <li>
            <Link className="text-accent" href={paths.browse(dictionary)} prefetch={false}>
              browse all features
            </Link>
          </li>
        </ul>
      </div>
    </section>
  )
}

/** Returns the part of the search page that shows most for a text: labels for words, tokens for a single one. */
const tabOf = (text: string) => (text.includes(' ') ? 'labels' : undefined)
