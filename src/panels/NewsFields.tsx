// Kind, size and name of news, as fields: for an event that is dropped and for one that is edited.
import { useId } from 'react'
import { snap } from '../params/grid.ts'
import { NEWS_SIZE } from '../params/limits.ts'
import { NEWS_TITLE_LENGTH } from '../params/plainText.ts'
import { NEWS_KINDS } from '../params/scenario.ts'
import type { NewsKind } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'
import { typeset } from '../view/numbers.ts'
import { formatChange, readPercent } from './format.ts'
import { TypedField } from './TypedField.tsx'

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
  const sizeId = useId()
  const setSize = (size: number) => onChange({ ...news, sizePercent: snap(NEWS_SIZE, size) })
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
      <div className="numberField">
        <label htmlFor={sizeId}>Change of value, %</label>
        <div className="row">
          <button
            type="button"
            className="button isKey"
            aria-label="Less"
            onClick={() => setSize(sizePercent - NEWS_SIZE.step)}
          >
            −
          </button>
          <TypedField
            id={sizeId}
            value={typeset(String(sizePercent))}
            read={readPercent}
            onCommit={setSize}
          />
          <button
            type="button"
            className="button isKey"
            aria-label="More"
            onClick={() => setSize(sizePercent + NEWS_SIZE.step)}
          >
            +
          </button>
        </div>
      </div>
      <div className="row">
        {QUICK_SIZES.map((quick) => (
          <button key={quick} type="button" className="button" onClick={() => setSize(quick)}>
            {formatChange(quick)}
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
