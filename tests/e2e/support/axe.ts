import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds wrong with the page as it stands: each rule, and the first elements that break it. */
export async function faultsOf(page: Page): Promise<string[]> {
  // axe brings types of its own copy of Playwright
  const { violations } = await new AxeBuilder({ page: page as never })
    // no page has frames, so axe need not gather results of several in a blank one, nor list what passes: half the time
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map((node) => node.html)
        .join(' ')}`,
  )
}
