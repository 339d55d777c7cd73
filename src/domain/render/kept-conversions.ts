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
}

/** Conversions under way and done, kept for five minutes as the vendor does. Times in milliseconds since 1970. */
export class KeptConversions {
  readonly #kept = new Map<string, Kept>()

  /** False when there is no room for another one. */
  put(conversion: LaterConversion, userId: number | null, at: number): boolean {
    this.#forgetOld(at)
    if (this.#kept.size >= limits.conversionsKept) return false
    this.#kept.set(conversion.id, { conversion, userId, until: at + limits.conversionMs })
    return true
  }

  /** Say how a conversion ended, if it is still kept. */
  end(conversion: LaterConversion): void {
    const kept = this.#kept.get(conversion.id)
    if (kept !== undefined) kept.conversion = conversion
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
    }
  }
}
