'use client'

import { useState } from 'react'
import { Button } from '../kit/button'
import { Dialog } from '../kit/dialog'
import { NameField } from '../rubric/name-field'
import { setPerson } from '../rubric/person'

/** Asks for a name once, before a person's first signed write. */
export default function NameDialog({ onAnswer }: { onAnswer: (name: string | null) => void }) {
  const [name, setName] = useState('')
  const said = name.trim()
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onAnswer(null)}
      title="Sign your work"
      description="What you write is signed with this name. With the same name you can undo it."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (said === '') return
          setPerson(said)
          onAnswer(said)
        }}
      >
        <NameField value={name} onChange={setName} />
        <div className="mt-3 flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" reason={said === '' ? 'Enter your name first.' : null}>
            Continue
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
