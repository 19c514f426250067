// Which venue the picture shows: one alone, or all of them together.
import { chooseVenue } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { ALL_VENUES } from '../threads/frames.ts'
import { PictureMenu } from './PictureMenu.tsx'

export function VenueMenu() {
  const venue = useLab((state) => state.venue)
  const names = useLab((state) => state.facts?.venueNames)
  const rows = [
    { id: ALL_VENUES, title: 'all venues', note: 'together' },
    ...(names ?? []).map((title, id) => ({ id, title, note: '' })),
  ]
  return <PictureMenu label="Venue shown" rows={rows} chosen={venue} onChoose={chooseVenue} />
}
