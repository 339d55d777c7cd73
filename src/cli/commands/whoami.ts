import { commandFor } from '../actions.ts'
import { currentUser } from '../current-user.ts'
import { tell } from '../output.ts'

/** `inver whoami` */
export const whoami = commandFor('whoami', {
  summary: 'Say as whom and where commands are done.',
  takes: '',
  example: 'whoami',
  words: [0, 0],
  async run({ client, options }) {
    const user = await currentUser(client)
    const { root, flavour } = await client.detect()
    const name = user.username ?? user.accountId ?? ''
    tell(options, {
      sentence: `${user.displayName} (${name}) at ${root}, ${flavour}`,
      fields: [name, user.displayName, root, flavour],
      data: { user, root, flavour },
    })
  },
})
