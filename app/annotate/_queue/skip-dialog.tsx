'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRef } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { isField } from '@/app/_ui/key-of'
import { Button } from '@/app/_ui/kit/button'
import { Dialog } from '@/app/_ui/kit/dialog'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { Kbd } from '@/app/_ui/kit/kbd'
import { SkipReasonSchema } from '@/lib/contract/studies'
import { SKIP_REASONS, type SkipReason } from '@/lib/domain/study'

const SAYS: Record<SkipReason, string> = {
  unreadable: 'I cannot read the language or the code',
  recognised: 'I know this item from elsewhere',
  display: 'Something is not shown correctly',
  other: 'Another reason',
}

/** Asks why a person skips an item; keys 1 to 4 choose. Another reason needs a remark. */
export function SkipDialog(props: {
  readonly onSkip: (reason: SkipReason, note: string) => void
  readonly onCancel: () => void
}) {
  const first = useRef<HTMLButtonElement>(null)
  const { register, setValue, handleSubmit, setFocus, formState } = useForm<
    z.input<typeof SkipReasonSchema>,
    unknown,
    z.output<typeof SkipReasonSchema>
  >({ resolver: zodResolver(SkipReasonSchema), defaultValues: { reason: 'other', note: '' } })
  const send = handleSubmit(
    ({ reason, note }) => props.onSkip(reason, note),
    () => setFocus('note'),
  )
  const choose = (reason: SkipReason) => {
    setValue('reason', reason)
    void send()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || props.onCancel()}
      title="Why skip this item?"
      onOpenAutoFocus={(event) => {
        event.preventDefault()
        first.current?.focus()
      }}
      onKeyDown={(event) => {
        const reason = SKIP_REASONS[Number(event.key) - 1]
        if (!reason || isField(event.target)) return
        event.preventDefault()
        choose(reason)
      }}
    >
      <ul className="mb-4 grid gap-2">
        {SKIP_REASONS.map((reason, at) => (
          <li key={reason}>
            <Button
              {...(at === 0 ? { ref: first } : {})}
              className="w-full justify-start whitespace-normal max-md:h-auto max-md:min-h-11"
              onClick={() => choose(reason)}
            >
              <Kbd>{at + 1}</Kbd> {SAYS[reason]}
            </Button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          choose('other')
        }}
      >
        <FormField
          label="Remark"
          hint="It is needed only for another reason."
          error={formState.errors.note && 'Say what the other reason is, then press Enter.'}
        >
          <Input {...register('note')} />
        </FormField>
      </form>
    </Dialog>
  )
}
