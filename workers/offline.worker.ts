// Thread door of the service worker. The build puts the list of its files in the place of the name.
import { serveOffline } from '../src/offline/serviceWorker.ts'
import type { BuiltFiles, WorkerScope } from '../src/offline/serviceWorker.ts'

declare const __BUILT_FILES__: BuiltFiles

serveOffline(self as unknown as WorkerScope, __BUILT_FILES__)
