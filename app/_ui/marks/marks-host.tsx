'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { MarksSync } from '../data/marks/marks-sync'
import { type FeatureRef, onAskList, onAskPerson } from './ask'
import { Toast } from './toast'

const NameDialog = dynamic(() => import('./name-dialog'), { ssr: false })
const ListDialog = dynamic(() => import('./list-dialog'), { ssr: false })

/** The toast and the dialogs that marks need on every page. The code of a dialog is loaded when it first opens. */
export function MarksHost() {
  const [answer, setAnswer] = useState<((name: string | null) => void) | null>(null)
  const [listed, setListed] = useState<readonly FeatureRef[] | null>(null)
  useEffect(() => onAskPerson((resolve) => setAnswer(() => resolve)), [])
  useEffect(() => onAskList(setListed), [])
  return (
    <>
      <Toast />
      <MarksSync />
      {listed ? <ListDialog listed={listed} onClose={() => setListed(null)} /> : null}
      {answer ? (
        <NameDialog
          onAnswer={(name) => {
            answer(name)
            setAnswer(null)
          }}
        />
      ) : null}
    </>
  )
}
