import { NothingHere } from './_ui/nothing-here'

export const metadata = { title: 'Page not found' }

export default function NotFound() {
  return <NothingHere />
}
