import { ApiError } from '../../sdk/index.ts'
import { asFailure, connectTo } from '../client.ts'
import type { Command } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { secretFrom } from '../input.ts'
import { print } from '../output.ts'
import { authOf, saveProfile } from '../profiles.ts'
import { currentUser } from '../current-user.ts'

/** `inver login` */
export const login: Command = {
  name: 'login',
  summary: 'Remember a site and who you are there.',
  misuseCode: exitCodes.misuse,
  usage: [
    'inver login --url URL [--user NAME] [--profile NAME] [--plain]',
    '',
    'Asks for the password or API token of NAME; without --user for a personal access token.',
    'It is read from the terminal without being shown, or from a pipe, and tried before it is kept.',
    'It is kept in the keyring of the system: with secret-tool on Linux, in the keychain on macOS. Where there is none, or',
    'with --plain, it is kept in plain text in a file that only you can read; what was done is said.',
    '',
    'Example: inver login --url https://wiki.example.com --user jane',
    'Example: printenv WIKI_TOKEN | inver login --url https://wiki.example.com --profile ci',
  ],
  options: [
    { name: 'url', value: 'URL', about: 'The site, or any page of it.' },
    { name: 'user', value: 'NAME', about: 'User name, or the e-mail address in the Cloud.' },
    { name: 'plain', about: 'Keep the secret in a file: for cron, where no keyring is unlocked.' },
    { name: 'profile', value: 'NAME', about: 'What to call it (default: the name of the host).' },
  ],
  async run(words, { url, user, profile, plain }) {
    if (url === undefined || words.length > 0) {
      throw new Failure('misuse', 'Say where with --url (see: inver login --help).')
    }
    const secret = await secretFrom(user === undefined ? 'Token: ' : `Password or token of ${user}: `)
    if (secret === '') throw new Failure('misuse', 'No password or token was given.')
    const client = connectTo(url, authOf(user, secret), '--url')
    const { root } = await client.detect().catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) {
        throw new Failure(
          'notFound',
          `No Confluence API answers at ${url}: give the address of its start page.`,
        )
      }
      throw asFailure(error, undefined)
    })
    const me = await currentUser(client).catch((error: unknown) => {
      throw asFailure(error, root)
    })
    const name = profile ?? new URL(root).host
    const site = { url: root, ...(user !== undefined && { user }) }
    const kept = saveProfile(name, site, secret, plain === undefined ? 'keyring' : 'file')
    print(`You are ${me.displayName} at ${root}; the profile "${name}" is the current one.`)
    print(kept)
    return exitCodes.done
  },
}
