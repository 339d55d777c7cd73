import { AppError } from '../../../base/errors.ts'
import { parseContentId } from '../../ids.ts'

/**
 * What remote procedures take and give. A 64-bit number is a bigint: XML-RPC has none and writes it as text,
 * JSON as a number.
 */
export type RpcValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly RpcValue[]
  | RpcStruct

export interface RpcStruct {
  readonly [name: string]: RpcValue
}

/** One parameter of a method: the vendor's name of its type, and how an argument is read; undefined: it is none. */
export interface Parameter<T> {
  readonly type: string
  read(value: RpcValue): T | undefined
}

/** Text. Old clients send numbers where they have them. */
export const text: Parameter<string> = { type: 'String', read: readText }

/** A 64-bit id: digits as text, as XML-RPC has them, or a number. */
export const id: Parameter<number> = { type: 'long', read: readId }

/** A whole number, as a number or as text. */
export const whole: Parameter<number> = {
  type: 'int',
  read: (value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined
    return typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : undefined
  },
}

/** A truth value, also as text or as 0 and 1. */
export const flag: Parameter<boolean> = { type: 'boolean', read: readFlag }

/** Bytes: base64 of either encoding, or JSON's list of numbers. */
export const bytes: Parameter<Uint8Array> = {
  type: 'byte[]',
  read: (value) => {
    if (value instanceof Uint8Array) return value
    if (Array.isArray(value)) return Uint8Array.from(value as number[], (byte) => Number(byte) & 0xff)
    return typeof value === 'string' && /^[A-Za-z0-9+/=\s]*$/.test(value)
      ? Buffer.from(value, 'base64')
      : undefined
  },
}

/** A list of texts. */
export const texts: Parameter<readonly string[]> = {
  type: 'String[]',
  read: (value) => {
    if (!Array.isArray(value)) return undefined
    const read = (value as readonly RpcValue[]).map(readText)
    return read.every((one) => one !== undefined) ? read : undefined
  },
}

/** A struct, by the vendor's name of it. */
export function struct(type: string): Parameter<RpcStruct> {
  return { type, read: (value) => (isStruct(value) ? value : undefined) }
}

/** A list of structs. */
export function structs(type: string): Parameter<readonly RpcStruct[]> {
  return {
    type: `${type}[]`,
    read: (value) => {
      // One that stands alone is a list of one: the vendor's own clients for scripts send it so.
      const list: readonly RpcValue[] = Array.isArray(value) ? value : [value]
      return list.every(isStruct) ? list : undefined
    },
  }
}

/** A text of a struct; undefined when it has none. */
export function textIn(given: RpcStruct, name: string): string | undefined {
  return field(given, name, text)
}

/** An id of a struct; undefined when it has none, or the 0 that stands for none. */
export function idIn(given: RpcStruct, name: string): number | undefined {
  const value = given[name]
  if (value === '' || value === '0' || value === 0 || value === null) return undefined
  return field(given, name, id)
}

/** A whole number of a struct; undefined when it has none. */
export function wholeIn(given: RpcStruct, name: string): number | undefined {
  return given[name] === '' ? undefined : field(given, name, whole)
}

/** A truth value of a struct; undefined when it has none. */
export function flagIn(given: RpcStruct, name: string): boolean | undefined {
  return field(given, name, flag)
}

/** A text that a struct must have. */
export function neededIn(given: RpcStruct, name: string, what: string): string {
  const value = textIn(given, name)
  if (value !== undefined && value !== '') return value
  throw new AppError('bad-parameter', `The ${what} has no ${name}.`)
}

function field<T>(given: RpcStruct, name: string, parameter: Parameter<T>): T | undefined {
  const value = Object.hasOwn(given, name) ? given[name] : undefined
  if (value === undefined || value === null) return undefined
  const read = parameter.read(value)
  if (read !== undefined) return read
  throw new AppError('bad-parameter', `The field ${name} is no ${parameter.type}.`)
}

function readText(value: RpcValue): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function readId(value: RpcValue): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return /^\s*(att)?\d{1,20}\s*$/.test(String(value)) ? parseContentId(value) : undefined
}

function readFlag(value: RpcValue): boolean | undefined {
  if (typeof value === 'boolean') return value
  const word = readText(value)?.trim().toLowerCase()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : undefined
}

function isStruct(value: RpcValue): value is RpcStruct {
  if (value === null || typeof value !== 'object') return false
  return !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Uint8Array)
}
