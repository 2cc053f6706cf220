import Link from 'next/link'
import { SEARCH_TABS, type SearchView, searchHref } from '@/lib/contract/search'
import { DictionarySelect } from './dictionary-select'
import './css/bar.css'

const ASKS = {
  tokens: 'a token, such as import',
  labels: 'words of a label',
  features: 'the number of a feature',
} as const

/** The search form. It works without scripts, and before scripts are loaded. */
export function SearchBar({ view, dictionaries }: { view: SearchView; dictionaries: readonly string[] }) {
  return (
    <search>
      <form className="qbar" action="/search">
        {view.tab !== 'tokens' && <input type="hidden" name="tab" value={view.tab} />}
        {view.sort !== 'activation' && <input type="hidden" name="sort" value={view.sort} />}
        <div className="qin">
          <input
            className={view.tab === 'tokens' ? 'field mono' : 'field'}
            type="search"
            name="q"
            key={view.q}
            defaultValue={view.q}
            placeholder={ASKS[view.tab]}
            aria-label={`Search ${view.tab}`}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-slash
          />
          <button className="btn primary" type="submit">
            Search
          </button>
        </div>
        <nav className="seg" aria-label="What to search">
          {SEARCH_TABS.map((tab) => (
            <Link
              key={tab}
              href={searchHref(view, { tab, ids: undefined, all: undefined })}
              {...(tab === view.tab ? { 'aria-current': 'true' as const } : {})}
              prefetch={false}
            >
              {tab}
            </Link>
          ))}
        </nav>
        <span className="dsel">
          <span className="sec">in</span>
          <DictionarySelect value={view.dictionary ?? ''} dictionaries={dictionaries} />
        </span>
        {view.tab !== 'features' && (
          <label className="dsel">
            <span className="sec">density up to</span>
            <input
              className="field w"
              type="number"
              name="density"
              key={view.density}
              defaultValue={view.density}
              min={0}
              max={100}
              step="any"
              placeholder="100"
              aria-label="Maximum density in percent"
            />
            <span className="sec">%</span>
          </label>
        )}
      </form>
    </search>
  )
}
