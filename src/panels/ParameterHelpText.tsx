// What a parameter is: the number, its range and where it comes from.
import { Heading } from 'react-aria-components/Heading'
import type { ParameterRow } from '../params/parameter.ts'
import { typeset } from '../view/numbers.ts'
import { formatValue } from './format.ts'

export function ParameterHelpText({ row }: { readonly row: ParameterRow }) {
  return (
    <>
      <Heading slot="title" level={2}>
        {row.label}
      </Heading>
      <p>{row.help}</p>
      <dl>
        <dt>range</dt>
        <dd>
          {row.choices === undefined
            ? `${formatValue(row, row.min)} to ${formatValue(row, row.max)}`
            : typeset(row.choices.join(' or '))}
        </dd>
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
          {row.when === 'live' ? 'at once, as a dated change' : 'from the start: the run restarts'}
        </dd>
        <dt>from</dt>
        <dd>{row.source}</dd>
        <dt>read by</dt>
        <dd>{row.submodel}</dd>
      </dl>
    </>
  )
}
