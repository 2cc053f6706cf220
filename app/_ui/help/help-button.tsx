'use client'

import { Button } from '../kit/button'
import { openHelp } from './open-help'

/** Opens the list of keys. A phone has no keys. */
export const HelpButton = () => (
  <Button
    size="icon"
    variant="quiet"
    className="max-md:hidden"
    aria-label="Keys of this page"
    aria-keyshortcuts="?"
    onClick={openHelp}
  >
    <span aria-hidden="true" className="text-15 font-semibold">
      ?
    </span>
  </Button>
)
