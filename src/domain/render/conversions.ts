import { AppError } from '../../base/errors.ts'
import { randomUUID } from '../../base/ids.ts'
import { errorFacts } from '../../base/log.ts'
import { actorId } from '../access/actor.ts'
import { type Context, now } from '../context.ts'
import { type Conversion, convertBody } from './body.ts'
import type { LaterConversion } from './kept-conversions.ts'

/** Begin a conversion; returns the id by which whoever began it asks for the result. */
export function beginConversion(ctx: Context, input: Conversion): string {
  const { conversions, log } = ctx.app
  const begun = { id: randomUUID(), to: input.to }
  const working = { ...begun, status: 'WORKING' } as const
  if (!conversions.put(working, actorId(ctx.actor), now(ctx), input.value.length)) {
    throw new AppError(
      'unavailable',
      'Too many conversions are waiting to be fetched. Try again in a minute.',
    )
  }
  void convertBody(ctx, input).then(
    (value) => conversions.end({ ...begun, status: 'COMPLETED', value }),
    (error: unknown) => {
      if (!(error instanceof AppError)) log.error('a conversion failed', errorFacts(error))
      const reason = error instanceof AppError ? error.message : 'The conversion failed.'
      conversions.end({ ...begun, status: 'FAILED', error: reason })
    },
  )
  return begun.id
}

/** A conversion by its id. `not-found` when it is over, unknown, or somebody else's. */
export function readConversion(ctx: Context, id: string): LaterConversion {
  const conversion = ctx.app.conversions.of(actorId(ctx.actor), id, now(ctx))
  if (conversion !== undefined) return conversion
  throw new AppError('not-found', `No conversion with id : ${id.slice(0, 100)}`)
}
