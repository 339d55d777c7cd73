import type { MacroDefinition } from './macro.ts'
import { userPicture, usersOf } from './shared/people.ts'

/** A person's picture. */
export const profilePicture: MacroDefinition = {
  name: 'profile-picture',
  title: 'User Profile Picture',
  body: 'none',
  output: 'inline',
  parameters: {
    User: { type: 'user', required: true },
    Size: { type: 'enum', values: ['small', 'medium', 'large'] },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const size = { small: 24, large: 96 }[(call.text('Size', 'size') ?? '').toLowerCase()] ?? 48
    return (await usersOf(call, 'User', 'user')).map((user) => userPicture(user, size))
  },
}
