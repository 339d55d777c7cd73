import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readClientEnvironment } from '../config.ts'
import type { Auth } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** A site and who asks there; without a user the secret is a bearer token. */
export interface Profile {
  readonly url: string
  readonly user?: string
}

/** What the file of profiles holds; it has no secrets. */
export interface Profiles {
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

interface Secrets {
  readonly about: string
  readonly secrets: Readonly<Record<string, string>>
}

const ABOUT =
  'Passwords and tokens of the inver command, in plain text. Only you can read this file: keep it so.'

const profilesFile = (): string => join(readClientEnvironment().configFolder, 'profiles.json')

/** Where the secrets lie. */
export const secretsFile = (): string => join(readClientEnvironment().configFolder, 'secrets.json')

/** The profiles that there are. */
export function readProfiles(): Profiles {
  return readJson<Profiles>(profilesFile()) ?? { profiles: {} }
}

/** Keeps a profile with its secret and makes it the current one. */
export function saveProfile(name: string, profile: Profile, secret: string): void {
  const { profiles } = readProfiles()
  // The secret first: a profile without one is of no use, a secret without a profile does no harm.
  writeSecrets({ ...readSecrets(), [name]: secret })
  writePrivately(profilesFile(), { current: name, profiles: { ...profiles, [name]: profile } })
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
  known(profiles, name)
  const { [name]: _profile, ...others } = profiles
  const { [name]: _secret, ...otherSecrets } = readSecrets()
  writePrivately(profilesFile(), { current: current === name ? undefined : current, profiles: others })
  writeSecrets(otherSecrets)
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
  return { name, url: profile.url, auth: authOf(profile.user, readSecrets()[name]) }
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

function readSecrets(): Readonly<Record<string, string>> {
  return readJson<Secrets>(secretsFile())?.secrets ?? {}
}

function writeSecrets(secrets: Readonly<Record<string, string>>): void {
  writePrivately(secretsFile(), { about: ABOUT, secrets })
}

function readJson<T>(file: string): T | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Failure('failed', `${file} cannot be read: ${(error as Error).message}.`)
  }
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Failure('failed', `${file} is not JSON any more: mend it, or remove it and log in again.`)
  }
}

/** Whole or not at all, and never readable by others, not even while it is being written. */
function writePrivately(file: string, data: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, file)
}
