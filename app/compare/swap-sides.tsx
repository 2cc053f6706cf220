import Link from 'next/link'
import { Button } from '@/app/_ui/kit/button'
import { paths } from '@/lib/contract/paths'

/** Opens the comparison the other way round. */
export const SwapSides = ({ a, b }: { a: string; b: string }) => (
  <Button asChild className="self-start">
    <Link href={paths.compare({ a: b, b: a })}>Swap the sides</Link>
  </Button>
)
