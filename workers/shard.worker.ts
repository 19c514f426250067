// A thread that steps some of the venues for the simulation's thread.
import { serveShards } from '../src/threads/shardThread.ts'

serveShards()
