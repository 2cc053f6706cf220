/** Says why a write failed; screen readers read the text when it appears. */
export function Failure({ text }: { text: string }) {
  return (
    <p className="bad" role="alert">
      {text}
    </p>
  )
}
