// A hand as a thread of Node.
import { parentPort } from 'node:worker_threads'
import { shardServer } from './shardServer.ts'

parentPort?.on('message', shardServer())
