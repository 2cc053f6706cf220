import { test as base, expect } from '@playwright/test'

interface Options {
  /** Messages on the console that a test expects, such as the 404 of a page that is not there. */
  expectedErrors: RegExp[]
}

/** Playwright's `test`, failing when a page throws or writes an error to the console. */
export const test = base.extend<Options & { quietConsole: undefined }>({
  expectedErrors: [[], { option: true }],
  quietConsole: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
      await use(undefined)
      expect(errors.filter((error) => !expectedErrors.some((known) => known.test(error)))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** The slug of the dictionary that the demo analyses. */
export const DICTIONARY = 'one-layer-a.a1'
