'use client'

/** How long a layer may take to open before keys go to the page again. */
const LONGEST_MS = 10_000

let held: { text: string; readonly timer: ReturnType<typeof setTimeout> } | null = null

/**
 * Keeps keys from the page while the code of a dialog or of the palette is being loaded, because what is typed meanwhile is
 * meant for that layer and must not press keys of the page. The layer calls `takeKeys` when its field has the focus.
 */
export function holdKeys(): void {
  if (held) return
  held = { text: '', timer: setTimeout(takeKeys, LONGEST_MS) }
  window.addEventListener('keydown', hold, true)
}

/** Gives keys back to the page, and returns the text that was typed since `holdKeys`; empty if nothing was held. */
export function takeKeys(): string {
  if (!held) return ''
  const { text, timer } = held
  held = null
  clearTimeout(timer)
  window.removeEventListener('keydown', hold, true)
  return text
}

/** Gives keys back to the page, puts what was typed since `holdKeys` into a field, and gives the field the focus. */
export function takeKeysInto(field: HTMLInputElement): void {
  field.focus()
  const text = takeKeys()
  if (text === '') return
  // an event like that of typing, because React writes its state before the next key only then
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, field.value + text)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }))
}

function hold(event: KeyboardEvent): void {
  const { key, metaKey, ctrlKey, altKey } = event
  if (!held || metaKey || ctrlKey || altKey) return
  event.stopImmediatePropagation()
  event.preventDefault()
  if (key === 'Backspace') held.text = [...held.text].slice(0, -1).join('')
  else if ([...key].length === 1) held.text += key
}
