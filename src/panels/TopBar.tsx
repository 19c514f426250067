// The bar on top: what is run, how it is looked at, and what can be taken away.
import { useLab } from '../app/store.ts'
import { AboutDialog } from './AboutDialog.tsx'
import { BrandMark } from './BrandMark.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { ScenarioMenu } from './ScenarioMenu.tsx'
import { SeedField } from './SeedField.tsx'
import { SharePopover } from './SharePopover.tsx'
import { TradePopover } from './TradePopover.tsx'

export function TopBar() {
  // An experiment names its own scenario and seed, and its runs are not the one that is open.
  const isExperiment = useLab((state) => state.mode === 'experiment')
  return (
    <header className="topBar">
      <h1 className="brand">
        <BrandMark /> <span className="brandName">Unwind</span>
      </h1>
      {!isExperiment && <ScenarioMenu />}
      {!isExperiment && <SeedField />}
      <div className="topMiddle">
        <ModeSwitch />
      </div>
      <div className="topEnd">
        {!isExperiment && <TradePopover />}
        <AboutDialog />
        {!isExperiment && <ExportMenu />}
        <SharePopover />
      </div>
    </header>
  )
}
