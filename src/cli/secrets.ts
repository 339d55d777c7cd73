import { join } from 'node:path'
import { readClientEnvironment } from '../config.ts'
import { type Entry, keyringOf } from './keyring.ts'
import { readJson, writePrivately } from './private-file.ts'

/** Where a secret is kept. */
export type Place = 'keyring' | 'file'

interface Secrets {
  readonly about: string
  readonly secrets: Readonly<Record<string, string>>
}

const ABOUT =
  'Passwords and tokens of the inver command, in plain text. Only you can read this file: keep it so.'

const folder = (): string => readClientEnvironment().configFolder
const file = (): string => join(folder(), 'secrets.json')
const entryOf = (profile: string): Entry => ({ profile, folder: folder() })
const keyring = keyringOf(process.platform)

/** Keeps the secret of a profile, in the keyring unless that is not wanted or not possible; says where, in a sentence. */
export function keepSecret(
  profile: string,
  secret: string,
  wish: Place,
): { readonly place: Place; readonly sentence: string } {
  const reason = wish === 'file' ? 'as you wished' : reasonAgainstKeyring(profile, secret)
  if (reason === undefined) {
    forgetIn('file', profile)
    return { place: 'keyring', sentence: `The secret is kept in ${keyring?.name}.` }
  }
  writeSecrets({ ...readSecrets(), [profile]: secret })
  const why = wish === 'file' ? reason : `no keyring: ${reason}`
  return {
    place: 'file',
    sentence: `The secret is kept in plain text in ${file()}, which only you can read (${why}).`,
  }
}

function reasonAgainstKeyring(profile: string, secret: string): string | undefined {
  if (keyring === undefined) return `on ${process.platform} none is used`
  return keyring.keep(entryOf(profile), secret)
}

/** The secret of a profile, or why there is none. */
export function readSecret(
  profile: string,
  place: Place,
): { readonly secret: string } | { readonly reason: string } {
  if (place === 'keyring') {
    return keyring?.read(entryOf(profile)) ?? { reason: `on ${process.platform} no keyring is used` }
  }
  const secret = readSecrets()[profile]
  return secret === undefined ? { reason: `${file()} has none` } : { secret }
}

/** Forgets the secret of a profile where it is kept. */
export function forgetIn(place: Place, profile: string): void {
  if (place === 'keyring') return keyring?.forget(entryOf(profile))
  const { [profile]: secret, ...others } = readSecrets()
  if (secret !== undefined) writeSecrets(others)
}

function readSecrets(): Readonly<Record<string, string>> {
  return readJson<Secrets>(file())?.secrets ?? {}
}

function writeSecrets(secrets: Readonly<Record<string, string>>): void {
  writePrivately(file(), { about: ABOUT, secrets })
}
