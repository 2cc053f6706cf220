'use client'

import { Button } from '@/app/_ui/kit/button'

/** Prints the page, or saves it as a PDF. */
export const PrintButton = () => <Button onClick={() => window.print()}>Print</Button>
