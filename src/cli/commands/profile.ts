import type { Command } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { outputOptions, print, show } from '../output.ts'
import { chooseProfile, readProfiles, removeProfile } from '../profiles.ts'

/** `inver profile` */
export const profile: Command = {
  name: 'profile',
  summary: 'List, choose and forget the sites that login remembered.',
  misuseCode: exitCodes.misuse,
  usage: [
    'inver profile list',
    'inver profile use NAME',
    'inver profile remove NAME',
    '',
    'Example: inver profile use wiki.example.com',
  ],
  options: outputOptions,
  actions: [
    { name: 'list', summary: 'List the sites that login remembered.' },
    { name: 'use', summary: 'Choose the one that is asked when nothing else is said.' },
    { name: 'remove', summary: 'Forget one, with its secret.' },
  ],
  async run([action, name], options) {
    if (action === 'list' && name === undefined) {
      const { current, profiles } = readProfiles()
      const listed = Object.entries(profiles).map(([called, { url, user = '' }]) => ({
        name: called,
        url,
        user,
        current: called === current,
      }))
      show(options, {
        columns: ['', 'NAME', 'URL', 'USER'],
        rows: listed.map((one) => [one.current ? '*' : '', one.name, one.url, one.user]),
        data: listed,
      })
    } else if (action === 'use' && name !== undefined) {
      chooseProfile(name)
      print(`The profile "${name}" is the current one.`)
    } else if (action === 'remove' && name !== undefined) {
      removeProfile(name)
      print(
        `The profile "${name}" and its secret are forgotten; a token goes on working until it is revoked.`,
      )
    } else {
      throw new Failure('misuse', 'Write: inver profile list, use NAME or remove NAME.')
    }
    return exitCodes.done
  },
}
