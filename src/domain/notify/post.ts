import { limits } from '../../base/limits.ts'
import { type Letter, LetterRefused } from '../../base/mail.ts'
import { type Context, now } from '../context.ts'

/** When a letter is to be tried again. */
export interface Retry {
  readonly at: number
  readonly isAttempt: boolean
  readonly why: string
}

/** Hand a letter to the mail server. Returns when to try again, if it was not taken; one refused for good is dropped. */
export async function post(
  ctx: Context,
  letter: Letter,
  attempts: number,
  about: Readonly<Record<string, unknown>>,
): Promise<Retry | undefined> {
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
    const pause = Math.min(2 ** attempts * 1000, limits.letterPauseMs)
    return { at: now(ctx) + pause, isAttempt: true, why: String(error) }
  }
}
