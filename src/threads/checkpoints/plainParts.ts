// Plain state (numbers, text, arrays, objects, typed arrays) taken apart into its typed arrays, which are
// large and change little, and the rest, which is small. Put together again it is equal.
import type { StateArray } from './stateImage.ts'

const KINDS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Int16Array,
  Uint8Array,
  Int8Array,
}

type Kind = keyof typeof KINDS

/** Stands where a typed array stood. */
interface ArrayMark {
  readonly arrayKind: Kind
  readonly array: number
  readonly length: number
}

/** A copy of `value` without its typed arrays, which are added to `outArrays` as they are. */
export function takeApart(value: unknown, outArrays: StateArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) {
    const array = value as StateArray
    outArrays.push(array)
    const arrayKind = array.constructor.name as Kind
    return { arrayKind, array: outArrays.length - 1, length: array.length } satisfies ArrayMark
  }
  if (Array.isArray(value)) return value.map((member) => takeApart(member, outArrays))
  const copy: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) copy[name] = takeApart(member, outArrays)
  return copy
}

/** `fill` writes what the array of a number held. */
export function putTogether(
  value: unknown,
  fill: (array: number, target: StateArray) => void,
): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((member) => putTogether(member, fill))
  if ('arrayKind' in value) {
    const mark = value as ArrayMark
    const target = new KINDS[mark.arrayKind](mark.length)
    fill(mark.array, target)
    return target
  }
  const copy: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) copy[name] = putTogether(member, fill)
  return copy
}
