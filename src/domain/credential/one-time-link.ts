import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { hashPassword } from '../../base/password.ts'
import { type Context, now, transact } from '../context.ts'
import { findUsers } from '../user/rows.ts'
import { acceptPassword, writePassword } from '../user/user.ts'
import { deleteOneTimeLinks, findOneTimeLink, insertOneTimeLink, takeOneTimeLink } from './rows.ts'

/** What a one-time link lets its bearer do, with how long it works. */
const LIFETIMES = {
  /** Set a password: printed by the start. */
  password: limits.oneTimeLinkMs,
  /** Set a password: sent to whoever forgot theirs. */
  reset: limits.resetLinkMs,
  /** Set the first password: sent to whoever was invited. */
  invitation: limits.invitationMs,
  /** Finish a log-in whose password was right. Not an address, but the same thing. */
  'second-step': limits.secondStepMs,
} as const

export type LinkPurpose = keyof typeof LIFETIMES
type PasswordPurpose = Exclude<LinkPurpose, 'second-step'>

const PASSWORD_PURPOSES: readonly PasswordPurpose[] = ['password', 'reset', 'invitation']

/** Make the secret of a link for a user: it works once, and only the newest of its purpose does. */
export async function createLink(ctx: Context, userId: number, purpose: LinkPurpose): Promise<string> {
  const secret = randomToken()
  await transact(ctx, async (ctx) => {
    // Two log-ins may be under way at once; of links that were sent only the last is asked for.
    if (purpose !== 'second-step') await deleteOneTimeLinks(ctx.db, userId, [purpose])
    await insertOneTimeLink(ctx.db, {
      hash: sha256(secret),
      user_id: userId,
      purpose,
      expires_at: now(ctx) + LIFETIMES[purpose],
    })
  })
  return secret
}

/** What a link to set a password is for; undefined when it would not work any more. */
export async function passwordLinkPurpose(
  ctx: Context,
  secret: string,
): Promise<PasswordPurpose | undefined> {
  const link = await findOneTimeLink(ctx.db, sha256(secret))
  return isGood(ctx, link, PASSWORD_PURPOSES) ? (link?.purpose as PasswordPurpose) : undefined
}

/** Whose log-in waits for its second step under this secret. */
export async function secondStepOf(ctx: Context, secret: string): Promise<number | undefined> {
  const link = await findOneTimeLink(ctx.db, sha256(secret))
  return isGood(ctx, link, ['second-step']) ? link?.userId : undefined
}

/**
 * Set the password of the link's user and use the link up, in one transaction: of two who come at once with the same
 * link one is refused. Ends every session of the user, and every other link to set a password.
 */
export async function setPasswordByLink(
  ctx: Context,
  secret: string,
  password: string,
): Promise<{ userId: number }> {
  const found = await findOneTimeLink(ctx.db, sha256(secret))
  if (found === undefined || !isGood(ctx, found, PASSWORD_PURPOSES)) throw linkIsOver()
  const [user] = await findUsers(ctx.db, [found.userId])
  const passwordHash = await hashPassword(await acceptPassword(ctx, password, user))
  return transact(ctx, async (ctx) => {
    const link = await takeOneTimeLink(ctx.db, sha256(secret))
    if (link === undefined || !isGood(ctx, link, PASSWORD_PURPOSES)) throw linkIsOver()
    await writePassword(ctx, link.userId, passwordHash)
    return { userId: link.userId }
  })
}

/** Use up the secret of a second step. False when somebody else has just done so. */
export async function takeSecondStep(ctx: Context, secret: string): Promise<boolean> {
  return transact(ctx, async (ctx) =>
    isGood(ctx, await takeOneTimeLink(ctx.db, sha256(secret)), ['second-step']),
  )
}

function isGood(
  ctx: Context,
  link: { readonly purpose: string; readonly expiresAt: number } | undefined,
  purposes: readonly LinkPurpose[],
): boolean {
  return (
    link !== undefined && link.expiresAt > now(ctx) && (purposes as readonly string[]).includes(link.purpose)
  )
}

function linkIsOver(): AppError {
  return new AppError('not-found', 'This link was used already or is too old. Ask for a new one.')
}
