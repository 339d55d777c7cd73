import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { userLink, userPicture, usersOf } from './shared/people.ts'

/** A person's card. */
export const profile: MacroDefinition = {
  name: 'profile',
  aliases: ['profile-card'],
  title: 'User Profile',
  body: 'none',
  output: 'block',
  parameters: { user: { type: 'user', required: true } },
  dependsOn: 'reader',
  expand: async (call) => {
    const users = await usersOf(call, 'user', '')
    return users.map((user) =>
      html(
        'div',
        { class: 'profile-macro vcard' },
        html('div', { class: 'logo-block' }, userPicture(user, 48)),
        html('div', { class: 'values' }, html('h4', {}, userLink(user))),
      ),
    )
  },
}
