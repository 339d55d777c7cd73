import { type Letter, LetterRefused } from '../../base/mail.ts'
import { limits } from '../../base/limits.ts'
import { type Context, now } from '../context.ts'

/** When a letter is tried again that the mail server did not take. */
export interface Later {
  readonly at: number
  readonly isAttempt: boolean
  readonly why: string
}

/** Hand a letter to the mail server. Returns when to try again, if it was not taken; one that is refused for good is over. */
export async function deliver(
  ctx: Context,
  letter: Letter,
  attempts: number,
  about: Readonly<Record<string, unknown>>,
): Promise<Later | undefined> {
  try {
    await ctx.app.mail?.send(letter)
    return undefined
  } catch (error) {
    const facts = { ...about, error: String(error) }
    if (error instanceof LetterRefused) {
      ctx.app.log.warn('the mail server refused a letter', facts)
      return undefined
    }
    if (attempts === 1) ctx.app.log.warn('the mail server took no letter; it is tried again', facts)
    return {
      at: now(ctx) + Math.min(2 ** attempts * 1000, limits.letterPauseMs),
      isAttempt: true,
      why: String(error),
    }
  }
}
