// A parameter's name; pressed, it explains the number, its range and where it comes from.
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import type { ParameterRow } from '../params/parameter.ts'
import { formatRange } from '../params/words.ts'
import { formatValue } from './format.ts'

export function ParameterHelp({ row }: { readonly row: ParameterRow }) {
  return (
    <DialogTrigger>
      <Button className="parameterName">{row.label}</Button>
      <Popover className="popover" placement="right top">
        <Dialog className="sheet parameterHelp">
          <Heading slot="title" level={2}>
            {row.label}
          </Heading>
          <p>{row.help}</p>
          <dl>
            <dt>range</dt>
            <dd>{formatRange(row)}</dd>
            <dt>default</dt>
            <dd>{formatValue(row, row.default)}</dd>
            {row.article !== undefined && (
              <>
                <dt>the article</dt>
                <dd>{formatValue(row, row.article)}</dd>
              </>
            )}
            <dt>takes effect</dt>
            <dd>
              {row.when === 'live'
                ? 'at once, as a dated change'
                : 'from the start: the run restarts'}
            </dd>
            <dt>from</dt>
            <dd>{row.source}</dd>
            <dt>read by</dt>
            <dd>{row.submodel}</dd>
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
