import type { FullConfig } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.mjs'
import { startDemo } from './support/demo'

/** Finds a browser, then runs the demo on the shipped model over a small part of its corpus, and serves it. */
export default async function globalSetup(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  process.env.E2E_CHROMIUM = await findChromium()
  if (process.env.E2E_BASE_URL) return undefined
  const { baseURL } = config.projects[0].use
  const demo = await startDemo({
    port: Number(new URL(baseURL ?? '').port),
    tokens: Number(process.env.E2E_TOKENS ?? 150_000),
  })
  // for servers of other kinds over the same data
  process.env.E2E_DATA_DIR = demo.dataDir
  return demo.stop
}
