'use client'

/** Chooses a dictionary, and searches again at once. */
export function DictionarySelect({
  value,
  dictionaries,
}: {
  value: string
  dictionaries: readonly string[]
}) {
  return (
    <select
      className="field"
      name="dictionary"
      key={value}
      defaultValue={value}
      aria-label="Dictionary"
      onChange={(event) => event.target.form?.requestSubmit()}
    >
      {dictionaries.map((slug) => (
        <option key={slug}>{slug}</option>
      ))}
    </select>
  )
}
