import { html } from '../build.ts'
import type { UserSummary } from '../env.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { limitOf } from './shared/list.ts'
import { userLink, userPicture, usersOf } from './shared/people.ts'

/** The people that somebody follows, or that follow them. */
export const network: MacroDefinition = {
  name: 'network',
  title: 'Network',
  body: 'none',
  output: 'block',
  parameters: {
    '': { type: 'enum', values: ['following', 'followers'], default: 'following' },
    user: { type: 'user' },
    theme: { type: 'enum', values: ['full', 'tiny'], default: 'full' },
    max: { type: 'int', default: '30' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const user = await whose(call)
    if (user === undefined) return []
    const mode = call.text('', 'mode') === 'followers' ? 'followers' : 'following'
    const isTiny = call.text('theme') === 'tiny'
    const people = await ask(call.env.listNetwork?.({ user, mode, limit: limitOf(call, 30) }))
    const items = people.map((person) =>
      html('li', {}, userPicture(person, isTiny ? 24 : 48), ...(isTiny ? [] : [' ', userLink(person)])),
    )
    const className = `network-macro network-${mode}`
    if (people.length > 0) return [html('ul', { class: className }, ...items)]
    const nobody =
      mode === 'followers' ? ['Nobody follows ', userLink(user), '.'] : [userLink(user), ' follows nobody.']
    return [html('p', { class: className }, ...nobody)]
  },
}

/** The person named, else the reader. */
async function whose(call: MacroCall): Promise<UserSummary | undefined> {
  const { reader } = call.env
  if (reader === undefined || call.targets('user', 'username').length > 0)
    return (await usersOf(call, 'user', 'username'))[0]
  const [resolved] = await call.env.resolve([{ kind: 'user', username: reader.username }])
  return resolved?.kind === 'user' ? resolved.user : undefined
}
