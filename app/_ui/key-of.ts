/**
 * Returns the key of a press as bindings name it. With CapsLock a letter is what Shift alone makes of it, and on a keyboard
 * of another script it is the Latin letter on the same key.
 */
export function keyOf(event: KeyboardEvent): string {
  const { key, code, shiftKey } = event
  if ([...key].length !== 1) return key
  const isLatin = key.charCodeAt(0) < 128
  const letter = /^[a-z]$/i.test(key) ? key : isLatin ? undefined : /^Key([A-Z])$/.exec(code)?.[1]
  if (letter === undefined) return key
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase()
}

const MOVES = new Set(['j', 'k', 'J', 'K', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'])

/** Returns true for a press that a held key repeats, unless the key moves: a star must not blink. */
export const isIdleRepeat = (event: KeyboardEvent): boolean => event.repeat && !MOVES.has(keyOf(event))

/** Returns true for a key that types a character, which dictation and a slip of the hand press too. */
export const isCharacter = (key: string): boolean => [...key].length === 1

/** Returns true for a field, where typing is text and keys must not fire. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Returns true for a control that itself answers to Enter and Space. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, label') !== null
}

/**
 * Returns true while a layer over the page has the keys: a modal dialog or menu, which locks the scrolling of the page, or a
 * popover that holds the focus.
 */
export function isUnderLayer(target: EventTarget | null): boolean {
  if (isModal()) return true
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}

/** Returns true while a dialog or a menu stands over the page, which then does not scroll. */
export const isModal = (): boolean => document.body.hasAttribute('data-scroll-locked')
