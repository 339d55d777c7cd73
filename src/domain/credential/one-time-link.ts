import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { type Context, now, transact } from '../context.ts'
import { setPassword } from '../user/user.ts'
import { findOneTimeLink, insertOneTimeLink, takeOneTimeLink } from './rows.ts'

/** Make the secret of a link with which this user can set a password, once and for a day. */
export async function createPasswordLink(ctx: Context, userId: number): Promise<string> {
  const secret = randomToken()
  const link = {
    hash: sha256(secret),
    user_id: userId,
    purpose: 'password',
    expires_at: now(ctx) + limits.oneTimeLinkMs,
  }
  await transact(ctx, (ctx) => insertOneTimeLink(ctx.db, link))
  return secret
}

/** Whether the link would still work. */
export async function isPasswordLinkGood(ctx: Context, secret: string): Promise<boolean> {
  const link = await findOneTimeLink(ctx.db, sha256(secret))
  return link !== undefined && link.expiresAt > now(ctx)
}

/** Set the password of the link's user and use the link up. Refuses a link that is unknown, used or too old. */
export async function setPasswordByLink(
  ctx: Context,
  secret: string,
  password: string,
): Promise<{ userId: number }> {
  const link = await findOneTimeLink(ctx.db, sha256(secret))
  if (link === undefined || link.expiresAt <= now(ctx)) throw new AppError('not-found', LINK_IS_OVER)
  await setPassword(ctx, link.userId, password)
  await transact(ctx, (ctx) => takeOneTimeLink(ctx.db, sha256(secret)))
  return { userId: link.userId }
}

const LINK_IS_OVER = 'This link was used already or is too old. Start the server again to get a new one.'
