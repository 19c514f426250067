// The thread that keeps checkpoints: compresses them and puts them into the browser's store.
import { serveKeeper } from '../src/threads/keeper.ts'

serveKeeper()
