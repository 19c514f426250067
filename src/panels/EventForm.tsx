// The form of an event: its kind, its size, and the button that drops it.
import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import { dropNews } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { NEWS_SIZE } from '../params/limits.ts'
import { NEWS_KINDS } from '../params/scenario.ts'
import type { NewsKind } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'
import { formatMoment } from './format.ts'

const FIRST_SIZE = -3

export function EventForm({ close }: { close(): void }) {
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const [kind, setKind] = useState<NewsKind>('press')
  const [size, setSize] = useState(FIRST_SIZE)
  const name = useId()
  return (
    <>
      <Heading slot="title" level={2}>
        Drop an event now
      </Heading>
      <fieldset className="kinds">
        <legend className="unseen">Kind of news</legend>
        {NEWS_KINDS.map((option) => (
          <label key={option} className="row">
            <input
              type="radio"
              name={name}
              checked={kind === option}
              onChange={() => setKind(option)}
            />
            {newsTitle(option)}
          </label>
        ))}
      </fieldset>
      <NumberField
        className="numberField"
        value={size}
        minValue={NEWS_SIZE.min}
        maxValue={NEWS_SIZE.max}
        step={NEWS_SIZE.step}
        formatOptions={{ maximumFractionDigits: 1 }}
        onChange={(next) => setSize(Number.isFinite(next) ? next : FIRST_SIZE)}
      >
        <Label>Change of value, %</Label>
        <Group className="row">
          <Button slot="decrement" className="button isKey">
            −
          </Button>
          <Input className="field" />
          <Button slot="increment" className="button isKey">
            +
          </Button>
        </Group>
      </NumberField>
      <div className="row">
        {[-8, -5, -3, 2].map((quick) => (
          <button key={quick} type="button" className="button" onClick={() => setSize(quick)}>
            {quick > 0 ? `+${quick}` : `−${-quick}`} %
          </button>
        ))}
      </div>
      <Button
        className="button isPrimary"
        onPress={() => {
          void dropNews(kind, size)
          close()
        }}
      >
        Drop it at {formatMoment(step)}
      </Button>
    </>
  )
}
