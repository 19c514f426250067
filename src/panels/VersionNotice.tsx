// A newer version of the page is there: offered, while the open one goes on.
import { setVersionAside, useOffline } from '../app/offline.ts'

export function VersionNotice() {
  const isNewer = useOffline((state) => state.isNewer)
  if (!isNewer) return null
  return (
    <output className="pageNotice">
      <span>
        <strong>A newer version of Unwind is there.</strong> This page goes on as it is; the link in
        the address bar opens the same scenario in the newer one.
      </span>
      <span className="row">
        <button type="button" className="button isPrimary" onClick={() => location.reload()}>
          Load it now
        </button>
        <button type="button" className="button" onClick={setVersionAside}>
          Later
        </button>
      </span>
    </output>
  )
}
