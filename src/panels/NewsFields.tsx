// Kind, size and name of news, as fields: for an event that is dropped and for one that is edited.
import { useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import { NEWS_SIZE } from '../params/limits.ts'
import { NEWS_TITLE_LENGTH } from '../params/plainText.ts'
import { NEWS_KINDS } from '../params/scenario.ts'
import type { NewsKind } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'

export interface NewsTyped {
  readonly kind: NewsKind
  readonly sizePercent: number
  readonly title: string
}

interface Props {
  readonly news: NewsTyped
  onChange(news: NewsTyped): void
}

const QUICK_SIZES = [-8, -5, -3, 2]

export function NewsFields({ news, onChange }: Props) {
  const { kind, sizePercent, title } = news
  const name = useId()
  const setSize = (size: number) => onChange({ ...news, sizePercent: size })
  return (
    <>
      <fieldset className="kinds">
        <legend className="unseen">Kind of news</legend>
        {NEWS_KINDS.map((option) => (
          <label key={option} className="row">
            <input
              type="radio"
              name={name}
              checked={kind === option}
              onChange={() => onChange({ ...news, kind: option })}
            />
            {newsTitle(option)}
          </label>
        ))}
      </fieldset>
      <NumberField
        className="numberField"
        value={sizePercent}
        minValue={NEWS_SIZE.min}
        maxValue={NEWS_SIZE.max}
        step={NEWS_SIZE.step}
        formatOptions={{ maximumFractionDigits: 1 }}
        onChange={(next) => {
          if (Number.isFinite(next)) setSize(next)
        }}
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
        {QUICK_SIZES.map((quick) => (
          <button key={quick} type="button" className="button" onClick={() => setSize(quick)}>
            {quick > 0 ? `+${quick}` : `−${-quick}`} %
          </button>
        ))}
      </div>
      <label className="textField">
        Name, if it should have one
        <input
          className="field"
          value={title}
          maxLength={NEWS_TITLE_LENGTH}
          placeholder={newsTitle(kind)}
          autoComplete="off"
          onChange={(event) => onChange({ ...news, title: event.target.value })}
        />
      </label>
    </>
  )
}
