import { limits } from '../../base/limits.ts'
import type { FormatName } from '../../document/format.ts'

/** A conversion that was handed in and is asked for later. */
export interface LaterConversion {
  readonly id: string
  readonly to: FormatName
  readonly status: 'WORKING' | 'COMPLETED' | 'FAILED'
  /** The converted body, when completed. */
  readonly value?: string
  /** Why it failed. */
  readonly error?: string
}

interface Kept {
  conversion: LaterConversion
  readonly userId: number | null
  readonly until: number
  /** Characters that it holds. */
  size: number
}

/** How many are kept, of one user and of all, and how many characters they hold together. */
export interface KeepingBounds {
  readonly most: number
  readonly mostOfUser: number
  readonly characters: number
}

const USUAL: KeepingBounds = {
  most: limits.conversionsKept,
  mostOfUser: limits.conversionsOfUser,
  characters: limits.conversionCharacters,
}

/** Conversions under way and done, kept for five minutes as the vendor does. Times in milliseconds since 1970. */
export class KeptConversions {
  readonly #kept = new Map<string, Kept>()
  readonly #bounds: KeepingBounds
  #size = 0

  constructor(bounds: KeepingBounds = USUAL) {
    this.#bounds = bounds
  }

  /** Keep one that holds so many characters. False when there is no room for another one. */
  put(conversion: LaterConversion, userId: number | null, at: number, size: number): boolean {
    this.#forgetOld(at)
    const { most, mostOfUser, characters } = this.#bounds
    if (this.#kept.size >= most || this.#size + size > characters) return false
    const own = [...this.#kept.values()].filter((kept) => kept.userId === userId)
    if (own.length >= mostOfUser) return false
    this.#kept.set(conversion.id, { conversion, userId, until: at + limits.conversionMs, size })
    this.#size += size
    return true
  }

  /** Say how a conversion ended, if it is still kept. A result for which there is no room has failed. */
  end(conversion: LaterConversion): void {
    const kept = this.#kept.get(conversion.id)
    if (kept === undefined) return
    this.#size -= kept.size
    kept.size = conversion.value?.length ?? 0
    const hasRoom = this.#size + kept.size <= this.#bounds.characters
    kept.conversion = hasRoom
      ? conversion
      : { id: conversion.id, to: conversion.to, status: 'FAILED', error: NO_ROOM }
    if (!hasRoom) kept.size = 0
    this.#size += kept.size
  }

  /** Undefined when it is over, unknown, or somebody else's. */
  of(userId: number | null, id: string, at: number): LaterConversion | undefined {
    this.#forgetOld(at)
    const kept = this.#kept.get(id)
    return kept !== undefined && kept.userId === userId ? kept.conversion : undefined
  }

  #forgetOld(at: number): void {
    for (const [id, kept] of this.#kept) {
      if (kept.until > at) return
      this.#kept.delete(id)
      this.#size -= kept.size
    }
  }
}

const NO_ROOM = 'There is no room for the result now. Fetch others first, or convert without waiting.'
