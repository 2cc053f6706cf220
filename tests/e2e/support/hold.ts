import type { Page, Route } from '@playwright/test'

/** Holds the answers from an address back until the function it returns is called; `answer` then gives them. */
export async function holdAnswers(
  page: Page,
  address: string | RegExp,
  answer: (route: Route, held: Promise<void>) => Promise<void> = async (route, held) => {
    await held
    await route.continue()
  },
): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(address, (route) => answer(route, held))
  return release
}
