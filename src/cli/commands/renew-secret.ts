import { openDomain } from '../../app.ts'
import { AppError } from '../../base/errors.ts'
import { readConfig } from '../../config.ts'
import { systemContext } from '../../domain/context.ts'
import { renewSecret } from '../../domain/site/secret.ts'
import type { Command } from '../command.ts'

/** `inver renew-secret`: when somebody may have seen the secret that signs. */
export const renewSecretCommand: Command = {
  name: 'renew-secret',
  summary: 'Make a new secret to sign with. Stop the server before.',
  usage: ['inver renew-secret [--data FOLDER]'],
  options: [
    { name: 'data', value: 'FOLDER', about: 'The data folder of the server. (INVER_DATA)' },
    { name: 'database-url', value: 'URL', about: 'The database of the server. (INVER_DATABASE_URL)' },
  ],
  async run(words, given) {
    if (words.length > 0) throw new AppError('bad-parameter', 'renew-secret takes options only.')
    const config = readConfig({ dataFolder: given.data, databaseUrl: given['database-url'] })
    const domain = await openDomain(config)
    try {
      await renewSecret(systemContext(domain))
    } finally {
      await domain.close()
    }
    console.log(
      'There is a new secret. Cursors that clients have, links to stop e-mail in letters that were sent, and sign-ins elsewhere that are under way are over, and the id of the site is another one. Passwords, tokens and sessions are not signed and go on.',
    )
    return 0
  },
}
