/** Why a write failed, said aloud when it appears. */
export function Failure({ text }: { text: string }) {
  return (
    <p className="bad" role="alert">
      {text}
    </p>
  )
}
