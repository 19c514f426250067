// What the visitor added, edited as text: news or a slider move, its time, and the way to take it back.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { editChange, editDrop } from '../app/chipEdits.ts'
import type { DroppedNews } from '../params/linkState.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { DatedChange } from '../params/scenario.ts'
import type { OwnChip } from './chips.ts'
import { MomentField } from './MomentField.tsx'
import { NewsFields } from './NewsFields.tsx'
import { ParameterChoice } from './ParameterChoice.tsx'
import { ParameterValue } from './ParameterValue.tsx'

interface Props {
  readonly chip: OwnChip
  close(): void
}

export function ChipForm({ chip, close }: Props) {
  return (
    <>
      <Heading slot="title" level={2}>
        {chip.title}
      </Heading>
      {chip.drop !== undefined && <DropForm drop={chip.drop} close={close} />}
      {chip.change !== undefined && <ChangeForm change={chip.change} close={close} />}
      <div className="row">
        <Button
          className="button"
          onPress={() => {
            close()
            chip.remove()
          }}
        >
          Take back
        </Button>
      </div>
    </>
  )
}

function DropForm({ drop, close }: { readonly drop: DroppedNews; close(): void }) {
  const [step, setStep] = useState(drop.step)
  const [news, setNews] = useState({ ...drop, title: drop.title ?? '' })
  return (
    <>
      <NewsFields news={news} onChange={(next) => setNews({ ...drop, ...next })} />
      <MomentField step={step} onChange={setStep} />
      <Save
        save={() => {
          close()
          editDrop(drop, { ...news, step })
        }}
      />
    </>
  )
}

function ChangeForm({ change, close }: { readonly change: DatedChange; close(): void }) {
  const row = rowOf(change.key)
  const [step, setStep] = useState(change.step)
  const [value, setValue] = useState(change.value)
  return (
    <>
      <div className="row">
        <span>New value</span>
        {row.choices === undefined ? (
          <ParameterValue key={value} row={row} value={value} onCommit={setValue} />
        ) : (
          <ParameterChoice row={row} value={value} onCommit={setValue} />
        )}
      </div>
      <MomentField step={step} onChange={setStep} />
      <Save
        save={() => {
          close()
          editChange(change, { step, value })
        }}
      />
    </>
  )
}

function Save({ save }: { save(): void }) {
  return (
    <Button className="button isPrimary" onPress={save}>
      Change it, and run the day again from there
    </Button>
  )
}
