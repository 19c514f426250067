// What a phone's picture shows: coin, venue, and in the market how much time.
import { useLab } from '../app/store.ts'
import { AssetMenu } from './AssetMenu.tsx'
import { TimeMenu } from './TimeTools.tsx'
import { VenueMenu } from './VenueMenu.tsx'

export function PhonePicture() {
  const scene = useLab((state) => state.scene)
  return (
    <div className="choices phonePicture">
      <AssetMenu isShort />
      <VenueMenu />
      {scene === 'market' && <TimeMenu />}
    </div>
  )
}
