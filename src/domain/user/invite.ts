import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { foldCase } from '../../base/text.ts'
import { hasAccess } from '../access/check.ts'
import { authorizeGlobally, authorizeProfiles } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { findGroup } from '../group/read.ts'
import { createUser, defaultGroup, isAddress, readUser, usernameFor } from './user.ts'

/** E-mail addresses as far as they let nobody in. */
export interface Outsiders {
  /** Nobody who may use the site has them. */
  readonly withoutAccess: readonly string[]
  /** They are no addresses. */
  readonly invalid: readonly string[]
}

/** Which of these e-mail addresses belong to nobody who may use the site. For those who see who people are (rule 31). */
export async function findOutsiders(ctx: Context, emails: readonly string[]): Promise<Outsiders> {
  await authorizeProfiles(ctx)
  const withoutAccess: string[] = []
  const invalid: string[] = []
  for (const email of acceptEmails(emails)) {
    const user = isAddress(email) ? await readUser(ctx, { email }) : undefined
    if (!isAddress(email)) invalid.push(email)
    else if (user === undefined || !(await hasAccess(ctx, user))) withoutAccess.push(email)
  }
  return { withoutAccess, invalid }
}

/**
 * Make a user of everybody whose e-mail address is nobody's yet, and write them a letter with a link to set a password.
 * What is no address is passed over. Needs the right to make users (rule 24).
 */
export async function inviteByEmail(ctx: Context, emails: readonly string[]): Promise<void> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const groups = (await findGroup(ctx, defaultGroup)) === undefined ? [] : [defaultGroup]
  for (const email of acceptEmails(emails)) {
    if (!isAddress(email) || (await readUser(ctx, { email })) !== undefined) continue
    const displayName = email.slice(0, email.indexOf('@'))
    await createUser(ctx, { username: usernameFor(email), email, displayName, groups, invite: true })
  }
}

/** Each once: two spellings of one address are one. */
function acceptEmails(emails: readonly string[]): string[] {
  if (emails.length > limits.userList) {
    throw new AppError('bad-request', `At most ${limits.userList} addresses are looked at at once.`)
  }
  return [...new Map(emails.map((email) => [foldCase(email), email])).values()]
}
