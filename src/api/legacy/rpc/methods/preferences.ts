import { readPreference, setPreference } from '../../../../domain/preference/preference.ts'
import type { ApiContext } from '../../../flavour.ts'
import { userNamed } from '../../people.ts'
import { type Method, methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { flag, neededIn, type Parameter, struct, text, textIn, whole } from '../value.ts'

const method = methodsOf('Preferences')
const errors = ['bad-request', 'forbidden', 'not-found', 'unauthenticated'] as const
const own = { access: 'user', errors } as const

/** Under which preference what somebody says of themselves is kept. */
const ABOUT = 'profile.about'

/** How somebody wants something; of others administrators may ask, and set it. */
export const preferenceMethods = [
  method({
    ...own,
    name: 'getUserPreferenceBoolean',
    summary: 'A preference as a truth value; false when it was never set.',
    takes: { username: text, key: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username, key }) => (await read(api, username, key)) === 'true',
  }),
  method({
    ...own,
    name: 'getUserPreferenceLong',
    summary: 'A preference as a number; 0 when it was never set.',
    takes: { username: text, key: text },
    gives: schema.given.number,
    handle: async ({ api }, { username, key }) => {
      const value = await read(api, username, key)
      return /^-?\d{1,18}$/.test(value) ? BigInt(value) : 0n
    },
  }),
  method({
    ...own,
    name: 'getUserPreferenceString',
    summary: 'A preference as text; empty when it was never set.',
    takes: { username: text, key: text },
    gives: schema.given.text,
    handle: ({ api }, { username, key }) => read(api, username, key),
  }),
  setter('setUserPreferenceBoolean', flag),
  setter('setUserPreferenceLong', whole),
  setter('setUserPreferenceString', text),
  method({
    ...own,
    name: 'getUserInformation',
    summary: 'What a user says of themselves.',
    takes: { username: text },
    gives: schema.userInformation,
    handle: async ({ api }, { username }) => {
      const user = await userNamed(api, username)
      const content = await read(api, username, ABOUT)
      return { id: BigInt(user.id), username: user.username, content, version: 1 }
    },
  }),
  method({
    ...own,
    errors: ['bad-parameter', ...errors],
    name: 'setUserInformation',
    summary: 'Keep what a user says of themselves.',
    takes: { userInfo: struct('RemoteUserInformation') },
    gives: schema.given.flag,
    handle: async ({ api }, { userInfo }) => {
      const user = await userNamed(api, neededIn(userInfo, 'username', 'information'))
      await setPreference(api.domain, user, ABOUT, textIn(userInfo, 'content') ?? '')
      return true
    },
  }),
]

function setter<T extends string | number | boolean>(name: string, value: Parameter<T>): Method {
  return method({
    ...own,
    errors: ['bad-parameter', ...errors],
    name,
    summary: 'Set a preference. `letters` says when e-mail comes: at-once, daily, weekly or never.',
    takes: { username: text, key: text, value },
    gives: schema.given.flag,
    handle: async ({ api }, { username, key, value }) => {
      await setPreference(api.domain, await userNamed(api, username), key, String(value))
      return true
    },
  })
}

async function read(api: ApiContext, username: string, key: string): Promise<string> {
  return (await readPreference(api.domain, await userNamed(api, username), key)) ?? ''
}
