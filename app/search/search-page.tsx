'use client'

import { FeatureJump } from './feature-jump'
import { LabelResults } from './label-results'
import { SearchBar } from './search-bar'
import { SearchKeys } from './search-keys'
import type { SearchedDictionary } from './searched-dictionary'
import { TokenResults } from './token-results'
import { useSearch } from './use-search'

/** Searches by token, by words or by number. The address holds the whole view. */
export function SearchPage({ dictionaries }: { dictionaries: readonly SearchedDictionary[] }) {
  const [view] = useSearch()
  const dictionary = dictionaries.find(({ id }) => id === view.dictionary) ?? dictionaries[0]
  const searched = { dictionary: dictionary.id, analysis: dictionary.analysis }
  return (
    <main id="main">
      <SearchBar view={view} dictionary={dictionary} dictionaries={dictionaries} />
      {view.tab === 'labels' ? (
        <LabelResults searched={searched} view={view} />
      ) : view.tab === 'features' ? (
        <FeatureJump dictionary={dictionary.id} size={dictionary.size} q={view.q} />
      ) : (
        <TokenResults searched={searched} view={view} />
      )}
      <SearchKeys />
    </main>
  )
}
