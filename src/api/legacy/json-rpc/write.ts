import type { RpcStruct, RpcValue } from '../rpc/value.ts'

/** A value as JSON has it: ids are numbers, dates milliseconds since 1970, bytes base64. */
export function toJson(value: RpcValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return (value as readonly RpcValue[]).map(toJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value as RpcStruct).map(([name, inner]) => [name, toJson(inner)]))
}
