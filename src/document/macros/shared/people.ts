/** People in macros: links, pictures, who is meant. */
import { html } from '../../build.ts'
import type { UserSummary } from '../../env.ts'
import type { Element } from '../../tree.ts'
import { type MacroCall, MacroProblem } from '../macro.ts'

/** A link under the person's name. */
export function userLink(user: UserSummary): Element {
  return html(
    'a',
    { class: 'confluence-userlink', 'data-username': user.username, href: user.url },
    user.displayName,
  )
}

/** The person's picture as a link. */
export function userPicture(user: UserSummary, size: number): Element {
  const picture = {
    class: 'userLogo logo',
    src: user.avatarUrl,
    alt: user.displayName,
    title: user.displayName,
  }
  const image = html('img', { ...picture, width: String(size), height: String(size) })
  return html('a', { class: 'userLogoLink', 'data-username': user.username, href: user.url }, image)
}

/** The people that a parameter names. */
export async function usersOf(call: MacroCall, ...names: readonly string[]): Promise<readonly UserSummary[]> {
  const targets = call.targets(...names)
  if (targets.length === 0) throw new MacroProblem('No user was given.')
  const resolved = await call.env.resolve(targets)
  const users = resolved.flatMap((one) => (one.kind === 'user' ? [one.user] : []))
  if (users.length === 0) throw new MacroProblem('The user could not be found.')
  return users
}
