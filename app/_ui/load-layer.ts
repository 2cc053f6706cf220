'use client'

import { messageOf } from '@/lib/errors'
import { holdKeys, takeKeys } from './held-keys'
import { sayFailure } from './marks/offer'

/**
 * Loads the code of a layer, which takes the keys that are held until it stands. If the code does not come, a message says so
 * and null is returned.
 */
export async function loadLayer<Loaded>(code: () => Promise<Loaded>): Promise<Loaded | null> {
  holdKeys()
  try {
    return await code()
  } catch (error) {
    takeKeys()
    sayFailure(`This could not be opened: ${messageOf(error)}`)
    return null
  }
}
