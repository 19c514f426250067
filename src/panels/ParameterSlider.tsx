// One parameter: its name with an explanation, when it takes effect, its value to edit, its slider.
import { memo, useState } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { changeParameter, changeParameterSoon, scenarioValue, valueNow } from '../app/changes.ts'
import { lastHand } from '../app/lastHand.ts'
import { useLab } from '../app/store.ts'
import type { ParameterRow } from '../params/parameter.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { ParameterKey } from '../params/table.ts'
import { formatValue } from './format.ts'
import { ParameterChoice } from './ParameterChoice.tsx'
import { ParameterHelp } from './ParameterHelp.tsx'
import { ParameterValue } from './ParameterValue.tsx'
import { positionOf, sliderEnd, valueAtPosition } from './sliderScale.ts'

export const ParameterSlider = memo(function ParameterSlider(props: {
  readonly parameterKey: ParameterKey
}) {
  const row = rowOf(props.parameterKey)
  const value = useLab((state) =>
    valueNow(state.link, props.parameterKey, state.pastStep ?? state.clock?.step ?? 0),
  )
  const ownValue = useLab((state) => scenarioValue(state.link, props.parameterKey))
  const [dragged, setDragged] = useState<number | null>(null)
  const shown = dragged ?? value
  // The thumb stays where it was put until the run has taken the value.
  const commit = (next: number) => {
    setDragged(next)
    const taken = () => setDragged((now) => (now === next ? null : now))
    const change = lastHand() === 'keyboard' ? changeParameterSoon : changeParameter
    void change(props.parameterKey, next).then(taken, taken)
  }
  return (
    <div className="parameter" data-changed={value === ownValue ? undefined : true}>
      <div className="parameterHead">
        <ParameterHelp row={row} />
        <span className="parameterWhen">{row.when}</span>
        {row.choices === undefined && (
          <ParameterValue key={shown} row={row} value={shown} onCommit={commit} />
        )}
        {row.choices !== undefined && <ParameterChoice row={row} value={value} onCommit={commit} />}
      </div>
      {row.choices === undefined && (
        <Slider
          className="slider"
          aria-label={row.label}
          minValue={0}
          maxValue={sliderEnd(row)}
          step={1}
          value={positionOf(row, shown)}
          onChange={(position) => setDragged(valueAtPosition(row, position))}
          onChangeEnd={(position) => commit(valueAtPosition(row, position))}
        >
          {({ state }) => {
            // Positions mean nothing to a listener: the thumb says the parameter's value.
            Object.assign(state, { getThumbValueLabel: () => formatValue(row, shown) })
            return (
              <SliderTrack className="sliderTrack">
                <div className="sliderFill" style={{ width: placed(state.getThumbPercent(0)) }} />
                <Mark className="sliderDefault" share={shareOf(row, ownValue)} />
                {row.article !== undefined && (
                  <Mark className="sliderArticle" share={shareOf(row, row.article)} />
                )}
                <SliderThumb className="sliderThumb" />
              </SliderTrack>
            )
          }}
        </Slider>
      )}
    </div>
  )
})

function shareOf(row: ParameterRow, value: number): number {
  return positionOf(row, value) / sliderEnd(row)
}

function Mark(props: { readonly className: string; readonly share: number }) {
  return <div className={props.className} style={{ left: `${props.share * 100}%` }} />
}

/** From the track's left end, which lies 6 pixels before the first position. */
function placed(share: number): string {
  return `calc(${share * 100}% + 6px)`
}
