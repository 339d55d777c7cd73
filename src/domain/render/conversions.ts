import { AppError } from '../../base/errors.ts'
import { randomUUID } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { errorFacts } from '../../base/log.ts'
import type { FormatName } from '../../document/format.ts'
import { actorId } from '../access/actor.ts'
import { type Context, now } from '../context.ts'
import { type Conversion, convertBody } from './body.ts'

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

/** Conversions under way and done, kept for five minutes as the vendor does, for those who handed them in. */
export class Conversions {
  readonly #kept = new Map<string, Kept>()

  /** Begin a conversion; returns the id to ask for it by. */
  begin(ctx: Context, input: Conversion): string {
    this.#forgetOld(now(ctx))
    if (this.#kept.size >= limits.conversionsKept) {
      throw new AppError(
        'unavailable',
        'Too many conversions are waiting to be fetched. Try again in a minute.',
      )
    }
    const id = randomUUID()
    const kept: Kept = {
      conversion: { id, to: input.to, status: 'WORKING' },
      userId: actorId(ctx.actor),
      until: now(ctx) + limits.conversionMs,
    }
    this.#kept.set(id, kept)
    void convertBody(ctx, input).then(
      (value) => {
        kept.conversion = { id, to: input.to, status: 'COMPLETED', value }
      },
      (error: unknown) => {
        if (!(error instanceof AppError)) ctx.app.log.error('a conversion failed', errorFacts(error))
        const reason = error instanceof AppError ? error.message : 'The conversion failed.'
        kept.conversion = { id, to: input.to, status: 'FAILED', error: reason }
      },
    )
    return id
  }

  /** A conversion by its id. `not-found` when it is over, unknown, or somebody else's. */
  read(ctx: Context, id: string): LaterConversion {
    this.#forgetOld(now(ctx))
    const kept = this.#kept.get(id)
    if (kept !== undefined && kept.userId === actorId(ctx.actor)) return kept.conversion
    throw new AppError('not-found', `No conversion with id : ${id.slice(0, 100)}`)
  }

  #forgetOld(at: number): void {
    for (const [id, kept] of this.#kept) {
      if (kept.until > at) return
      this.#kept.delete(id)
    }
  }
}
