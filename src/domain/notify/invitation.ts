import { html } from '../../base/html.ts'
import type { Letter } from '../../base/mail.ts'
import type { Context } from '../context.ts'
import { createPasswordLink } from '../credential/one-time-link.ts'
import { usersById } from '../user/user.ts'
import { post, type Retry } from './post.ts'

/** Send the letter with which a new user sets a password. Its link is made for each attempt, and works once for a day. */
export async function sendInvitation(
  ctx: Context,
  { userId }: { readonly userId: number },
  attempts: number,
): Promise<Retry | undefined> {
  const user = (await usersById(ctx, [userId])).get(userId)
  if (user === undefined || !user.active || ctx.app.mail === undefined) return undefined
  const { home } = ctx.app
  const site = new URL(home).hostname
  const link = `${home}/setpassword/${await createPasswordLink(ctx, userId)}`
  const words = `An account was made for you at ${home}. Your user name is ${user.username}.`
  const letter: Letter = {
    to: { name: user.displayName, address: user.email },
    subject: `Your account at ${site}`,
    text: `${words}\n\nSet your password: ${link}\n\nThe link works once, within a day.`,
    html: html`<!DOCTYPE html>
      <html lang="en">
        <body style="font-family:sans-serif">
          <p>${words}</p>
          <p><a href="${link}">Set your password</a></p>
          <p>The link works once, within a day.</p>
        </body>
      </html>`.markup,
    messageId: `invitation-${userId}@${site}`,
    thread: `invitation-${userId}@${site}`,
    headers: {},
  }
  return post(ctx, letter, attempts, { user: userId })
}
