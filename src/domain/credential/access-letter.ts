import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { html } from '../../base/html.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import type { Letter } from '../../base/mail.ts'
import { foldCase } from '../../base/text.ts'
import { authorizeOver } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit, enqueue } from '../event/event.ts'
import { ACCESS_LETTER, queueInvitation } from '../notify/invitation-job.ts'
import { post, type Retry } from '../notify/post.ts'
import { createUser, type NewUser, readUser, type User, usersById } from '../user/user.ts'
import { userRow } from '../user/rows.ts'
import { letterAttempt, takeTry } from './attempts.ts'
import { createLink } from './one-time-link.ts'
import { hasExternalIdentity, newestLinkOf } from './rows.ts'

/**
 * What such a job knows. The link is made when the letter is sent, so that it stands in no table; for a reset not even
 * whose it is, so that a request for nobody costs what one for somebody costs.
 */
export type AccessLetterJob =
  | { readonly purpose: 'reset'; readonly email: string; readonly at: number }
  | { readonly purpose: 'invitation'; readonly userId: number; readonly at: number }

/** Whether links can be sent at all. */
export function sendsMail(ctx: Context): boolean {
  return ctx.app.mail !== undefined
}

/**
 * Send a link to set a new password to whoever has this address. The same happens for every address, whether
 * anybody has it or not, until one address on the network asks too often.
 */
export async function askForReset(ctx: Context, email: string, from: string): Promise<void> {
  if (!sendsMail(ctx)) {
    throw new AppError('unavailable', 'This wiki sends no e-mail. Ask an administrator for a new password.')
  }
  const address = foldCase(email.trim()).slice(0, limits.nameLength)
  const tallies = letterAttempt(address, from)
  for (const tally of tallies) if (!(await takeTry(ctx, tally))) return
  const job: AccessLetterJob = { purpose: 'reset', email: address, at: now(ctx) }
  await transact(ctx, (ctx) => enqueue(ctx, { kind: ACCESS_LETTER, key: sha256(address), payload: job }))
}

/** Somebody who was invited, with the secret of their link where no letter could be sent. */
export interface Invitation {
  readonly user: User
  readonly secret?: string
}

/** Make an account for somebody, who gets a link to set their first password. For administrators. */
export async function inviteUser(
  ctx: Context,
  input: Omit<NewUser, 'password' | 'invite'>,
): Promise<Invitation> {
  const user = await createUser(ctx, input)
  return invite(ctx, user)
}

/** Send an invitation once more; the link that was sent before is over. */
export async function inviteAgain(ctx: Context, user: User): Promise<Invitation> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  const row = await userRow(ctx.db, 'username', user.username)
  if (row === undefined || row.password_hash !== '' || !user.active) {
    throw new AppError('bad-request', `${user.displayName} has a password, or is shut out.`)
  }
  return invite(ctx, user)
}

async function invite(ctx: Context, user: User): Promise<Invitation> {
  await transact(ctx, async (ctx) => {
    await emit(ctx, { type: 'user.invited', facts: { userId: user.id } })
    if (sendsMail(ctx)) await queueInvitation(ctx, user.id)
  })
  return sendsMail(ctx) ? { user } : { user, secret: await createLink(ctx, user.id, 'invitation') }
}

/** Make the link and send the letter. Returns when to try again, if the mail server did not take it. */
export async function sendAccessLetter(
  ctx: Context,
  job: AccessLetterJob,
  attempts: number,
): Promise<Retry | undefined> {
  const isLate = now(ctx) - job.at > (job.purpose === 'reset' ? limits.resetLinkMs : limits.letterMs)
  if (!sendsMail(ctx) || isLate) return undefined
  const user =
    job.purpose === 'reset'
      ? await forgetful(ctx, job, attempts)
      : (await usersById(ctx, [job.userId])).get(job.userId)
  if (user === undefined || !user.active) return undefined
  const secret = await createLink(ctx, user.id, job.purpose)
  const letter = letterTo(ctx, user, job.purpose, `${ctx.app.home}/setpassword/${secret}`)
  return post(ctx, letter, attempts, { purpose: job.purpose, user: user.id })
}

/** Who has the address. Nobody, where a link was just sent, or where the password is not ours to reset. */
async function forgetful(
  ctx: Context,
  job: Extract<AccessLetterJob, { purpose: 'reset' }>,
  attempts: number,
): Promise<User | undefined> {
  const user = await readUser(ctx, { email: job.email })
  if (user === undefined) return undefined
  const row = await userRow(ctx.db, 'username', user.username)
  if (row?.password_hash === '' && (await hasExternalIdentity(ctx.db, user.id))) return undefined
  const expiresAt = await newestLinkOf(ctx.db, user.id, 'reset')
  const isFresh = expiresAt !== undefined && expiresAt - limits.resetLinkMs > now(ctx) - limits.resetPauseMs
  return isFresh && attempts === 1 ? undefined : user
}

const WORDS = {
  reset: {
    subject: 'A new password',
    what: 'Somebody, probably you, asked for a new password for your account in the wiki.',
    link: 'Set a new password',
    until: 'The link works once, for an hour. If it was not you, do nothing: your password stays as it is.',
  },
  invitation: {
    subject: 'Your account in the wiki',
    what: 'An account was made for you in the wiki.',
    link: 'Set your password',
    until: 'The link works once, for seven days.',
  },
} as const

function letterTo(ctx: Context, user: User, purpose: keyof typeof WORDS, address: string): Letter {
  const words = WORDS[purpose]
  const site = new URL(ctx.app.home).hostname
  const name = `Your user name is ${user.username}.`
  return {
    to: { name: user.displayName, address: user.email },
    subject: words.subject,
    text: [words.what, name, `${words.link}: ${address}`, words.until, ctx.app.home].join('\n\n'),
    html: html`<!DOCTYPE html>
      <html lang="en">
        <body style="font-family:sans-serif">
          <p>${words.what}</p>
          <p>${name}</p>
          <p><a href="${address}">${words.link}</a></p>
          <p>${words.until}</p>
          <p>${ctx.app.home}</p>
        </body>
      </html>`.markup,
    messageId: `${purpose}-${randomToken(12)}@${site}`,
    thread: `account-${user.id}@${site}`,
    headers: {},
  }
}
