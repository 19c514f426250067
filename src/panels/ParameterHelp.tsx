// A parameter's name; pressed, it explains the parameter.
import { lazy } from 'react'
import type { ParameterRow } from '../params/parameter.ts'
import { SheetButton } from './SheetButton.tsx'

const ParameterHelpText = lazy(async () => ({
  default: (await import('./ParameterHelpText.tsx')).ParameterHelpText,
}))

export function ParameterHelp({ row }: { readonly row: ParameterRow }) {
  return (
    <SheetButton
      className="parameterName"
      words={row.label}
      sheetClass="sheet parameterHelp"
      label={row.label}
      placement="right top"
    >
      {() => <ParameterHelpText row={row} />}
    </SheetButton>
  )
}
