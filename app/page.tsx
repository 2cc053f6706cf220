import { KeyHints } from './_ui/key-hints'

export default function Home() {
  return (
    <>
      <main id="main">
        <h1 className="sr">Dictionaries</h1>
      </main>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
