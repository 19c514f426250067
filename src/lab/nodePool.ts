// Threads of Node for the venues of a run.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ShardPool } from '../threads/shardPool.ts'
import type { PoolOptions, ShardThread } from '../threads/shardPool.ts'

const SHARD = new URL('../threads/shard.node.ts', import.meta.url)

/** `address`: of the thread's door as built; only tests name another, and other options. */
export function nodePool(
  threads: number,
  address: URL = SHARD,
  others: Partial<PoolOptions> = {},
): ShardPool {
  const start = (onEnd: () => void) => startNodeThread(address, onEnd)
  return new ShardPool({ threads, cores: availableParallelism(), start, ...others })
}

export function startNodeThread(address: URL, onEnd: () => void): ShardThread {
  const worker = new Worker(address)
  worker.on('error', onEnd)
  worker.on('exit', onEnd)
  // It keeps nobody from ending.
  worker.unref()
  return { post: (message) => worker.postMessage(message), stop: () => void worker.terminate() }
}
