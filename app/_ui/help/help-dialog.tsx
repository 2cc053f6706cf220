'use client'

import { useCharacterKeys } from '../key-setting'
import type { KeyBinding } from '../keys'
import { Checkbox } from '../kit/checkbox'
import { Dialog } from '../kit/dialog'
import { Kbd } from '../kit/kbd'
import { useModKey } from '../mod-key'

const CAPS: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'esc',
}

/** Lists the keys of the page and those of every page, and switches off the keys of one character. */
export default function HelpDialog({ keys, onClose }: { keys: readonly KeyBinding[]; onClose: () => void }) {
  const [areOn, switchKeys] = useCharacterKeys()
  const mod = useModKey()
  const ofPage = keys.filter(({ isEverywhere }) => !isEverywhere)
  const everywhere = [
    ...keys.filter(({ isEverywhere }) => isEverywhere),
    { keys: `${mod} K`, does: 'go to anything' },
    { keys: 'F8', does: 'go to the messages' },
    { keys: 'Escape', does: 'close what is open' },
  ]
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Keys"
      className="w-[min(30rem,calc(100vw-2rem))]"
    >
      <Keys title="On this page" keys={ofPage} />
      <Keys title="Everywhere" keys={everywhere} />
      <div className="mt-3 border-t border-line pt-3">
        <Checkbox checked={areOn} onCheckedChange={(checked) => switchKeys(checked === true)}>
          Keys of one character
        </Checkbox>
        <p className="pl-6 text-12/4 text-ink-3">
          Switch them off if dictation or a slip of the hand presses them. Arrows, Enter and {mod} K stay.
        </p>
      </div>
    </Dialog>
  )
}

type Listed = Pick<KeyBinding, 'keys' | 'does'>

function Keys({ title, keys }: { title: string; keys: readonly Listed[] }) {
  if (keys.length === 0) return null
  return (
    <section className="mt-3 first:mt-0">
      <h3 className="text-12/4 font-medium text-ink-3">{title}</h3>
      <dl>
        {together(keys).map(({ does, keys }) => (
          <div key={does} className="flex min-h-8 items-center justify-between gap-4 border-t border-line">
            <dt className="first-letter:uppercase">{does}</dt>
            <dd className="flex items-center gap-1 whitespace-nowrap">
              {keys.map((one, at) => (
                <span key={one} className="flex gap-1">
                  {at > 0 ? <span className="text-ink-3">or</span> : null}
                  {one.split(' ').map((key) => (
                    <Kbd key={key} className="max-md:inline-block">
                      {CAPS[key] ?? key}
                    </Kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Puts the keys that do the same on one line. */
function together(keys: readonly Listed[]): { does: string; keys: string[] }[] {
  const lines = new Map<string, string[]>()
  for (const { does, keys: one } of keys) lines.set(does, [...(lines.get(does) ?? []), one])
  return [...lines].map(([does, all]) => ({ does, keys: all }))
}
