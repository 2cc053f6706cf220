import type { Page } from '@playwright/test'
import { expect } from './test'

/** Waits until the page answers to a key, written as its binding is ("j", "g b"): before, a press is lost. */
export async function answersTo(page: Page, key: string): Promise<void> {
  const keys = async () => (await page.locator('html').getAttribute('data-keys'))?.split(',') ?? []
  await expect.poll(keys, { timeout: 30_000 }).toContain(key)
}
