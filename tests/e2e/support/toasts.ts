import type { Locator, Page } from '@playwright/test'

/** Returns the newest message over the page: what was done, or what failed. */
export const newestToast = (page: Page): Locator =>
  page
    .getByRole('region', { name: /^Notifications/ })
    .getByRole('listitem')
    .last()
