import { navigationBegan } from './app/_ui/navigation/under-way'

/** Runs in the browser whenever Next.js begins a navigation, by a link, a key or the history. */
export function onRouterTransitionStart(url: string): void {
  navigationBegan(url)
}
