import { spawnSync } from 'node:child_process'

/** The keyring of the system, asked through the program that comes with it. */
export interface Keyring {
  /** What people call it. */
  readonly name: string
  /** Keeps a secret; answers why it could not, or undefined. */
  readonly keep: (entry: Entry, secret: string) => string | undefined
  /** The secret, or why there is none. */
  readonly read: (entry: Entry) => { readonly secret: string } | { readonly reason: string }
  readonly forget: (entry: Entry) => void
}

/** Which secret: that of a profile in a folder of settings. */
export interface Entry {
  readonly profile: string
  readonly folder: string
}

/** The keyring of this kind of system; undefined where none can be asked without more than the system has. */
export function keyringOf(platform: NodeJS.Platform): Keyring | undefined {
  if (platform === 'win32') return undefined
  return platform === 'darwin' ? keychain : secretService
}

/** Somebody may have to unlock it first. */
const PATIENCE_MS = 60_000

function ask(program: string, words: readonly string[], input = ''): { out: string; reason?: string } {
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    input,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  })
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return { out: '', reason: `the program ${program} is not installed` }
  }
  if (error !== undefined) return { out: '', reason: `${program} did not answer (${error.message})` }
  if (status === 0) return { out: stdout }
  const said = stderr.trim().split('\n').at(-1)
  return { out: '', reason: said || `${program} knows no such secret` }
}

/** What holds only if what was kept comes back. */
function checked(keyring: Keyring): Keyring {
  return {
    ...keyring,
    keep(entry, secret) {
      const reason = keyring.keep(entry, secret)
      if (reason !== undefined) return reason
      const back = keyring.read(entry)
      if ('secret' in back && back.secret === secret) return undefined
      keyring.forget(entry)
      return 'reason' in back ? back.reason : `${keyring.name} gives back something else`
    },
  }
}

const attributes = ({ profile, folder }: Entry): string[] => [
  'service',
  'inver',
  'profile',
  profile,
  'folder',
  folder,
]

/** GNOME's keyring, KWallet and others, over the Secret Service of freedesktop.org. The secret goes through a pipe. */
const secretService = checked({
  name: 'the system keyring',
  keep: (entry, secret) =>
    ask('secret-tool', ['store', `--label=inver: ${entry.profile}`, ...attributes(entry)], secret).reason,
  read(entry) {
    const { out, reason } = ask('secret-tool', ['lookup', ...attributes(entry)])
    return reason === undefined ? { secret: out } : { reason }
  },
  forget: (entry) => void ask('secret-tool', ['clear', ...attributes(entry)]),
})

/** A line of `security -i` may be no longer. */
const LONGEST = 3000

/**
 * The keychain of macOS. The commands of `security -i` come through a pipe, so no secret stands among the words of a
 * process, which others see; in Base64 nothing in them needs quoting.
 */
const keychain = checked({
  name: 'the keychain',
  keep(entry, secret) {
    const value = Buffer.from(secret).toString('base64')
    const line = `add-generic-password -U -s inver -a ${accountOf(entry)} -w ${value}\n`
    return line.length > LONGEST ? 'the secret is too long for it' : ask('security', ['-i'], line).reason
  },
  read(entry) {
    const words = ['find-generic-password', '-s', 'inver', '-a', accountOf(entry), '-w']
    const { out, reason } = ask('security', words)
    return reason === undefined ? { secret: Buffer.from(out.trim(), 'base64').toString() } : { reason }
  },
  forget: (entry) => void ask('security', ['delete-generic-password', '-s', 'inver', '-a', accountOf(entry)]),
})

const accountOf = ({ profile, folder }: Entry): string =>
  Buffer.from(`${profile} ${folder}`).toString('base64url')
