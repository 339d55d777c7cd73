import { join } from 'node:path'
import { readClientEnvironment } from '../config.ts'
import type { Auth } from '../sdk/index.ts'
import { Failure } from './failure.ts'
import { readJson, writePrivately } from './private-file.ts'
import { forgetIn, keepSecret, type Place, readSecret } from './secrets.ts'

/** A site and who asks there; without a user the secret is a bearer token. */
export interface Profile {
  readonly url: string
  readonly user?: string
  /** Where the secret is; of a profile that does not say, in the file. */
  readonly secretIn?: Place
}

/** What the file of profiles holds; it has no secrets. */
export interface Profiles {
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

const profilesFile = (): string => join(readClientEnvironment().configFolder, 'profiles.json')

/** The profiles that there are. */
export function readProfiles(): Profiles {
  return readJson<Profiles>(profilesFile()) ?? { profiles: {} }
}

/** Keeps a profile with its secret and makes it the current one; says in a sentence where the secret is. */
export function saveProfile(
  name: string,
  profile: Omit<Profile, 'secretIn'>,
  secret: string,
  wish: Place,
): string {
  const { profiles } = readProfiles()
  // The secret first: a profile without one is of no use, a secret without a profile does no harm.
  const { place, sentence } = keepSecret(name, secret, wish)
  const kept = { ...profile, secretIn: place }
  writePrivately(profilesFile(), { current: name, profiles: { ...profiles, [name]: kept } })
  if (place === 'file' && profiles[name]?.secretIn === 'keyring') forgetIn('keyring', name)
  return sentence
}

/** Makes a profile the one that commands use. */
export function chooseProfile(name: string): void {
  const { profiles } = readProfiles()
  known(profiles, name)
  writePrivately(profilesFile(), { current: name, profiles })
}

/** Forgets a profile and its secret. */
export function removeProfile(name: string): void {
  const { current, profiles } = readProfiles()
  const { secretIn = 'file' } = known(profiles, name)
  const { [name]: _profile, ...others } = profiles
  writePrivately(profilesFile(), { current: current === name ? undefined : current, profiles: others })
  forgetIn(secretIn, name)
}

/** Where to ask and as whom: the profile that is named, else the environment, else the current profile. */
export function chosenConnection(named: string | undefined): { name: string; url: string; auth: Auth } {
  const { url, user, token } = readClientEnvironment()
  if (named === undefined && url !== undefined) {
    return { name: 'INVER_URL', url, auth: authOf(user, token) }
  }
  const { current, profiles } = readProfiles()
  const name = named ?? current
  if (name === undefined) {
    throw new Failure(
      'misuse',
      'No site is known: run inver login --url URL, or set INVER_URL and INVER_TOKEN.',
    )
  }
  const profile = known(profiles, name)
  const kept = readSecret(name, profile.secretIn ?? 'file')
  if ('secret' in kept) return { name, url: profile.url, auth: authOf(profile.user, kept.secret) }
  throw new Failure(
    'refused',
    `The secret of the profile "${name}" cannot be read (${kept.reason}): unlock the keyring, or log in again with inver login --url ${profile.url} --profile ${name}.`,
  )
}

/** A name with its secret, a bearer token, or nobody. */
export function authOf(user: string | undefined, secret: string | undefined): Auth {
  if (secret === undefined || secret === '') return { kind: 'none' }
  return user === undefined || user === ''
    ? { kind: 'bearer', token: secret }
    : { kind: 'basic', username: user, password: secret }
}

function known(profiles: Profiles['profiles'], name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile !== undefined) return profile
  const names = Object.keys(profiles).join(', ') || 'none'
  throw new Failure('notFound', `There is no profile "${name}"; known are: ${names}.`)
}
