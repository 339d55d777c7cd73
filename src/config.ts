import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from './base/errors.ts'
import { limits } from './base/limits.ts'
import type { Level } from './base/log.ts'
import { parseNetworks } from './base/outgoing.ts'
import { SCANNER_ADDRESS } from './base/scanner.ts'

/** What can be set before a start. Run-time settings of the site live in the database. */
export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly baseUrl: string
  readonly databaseUrl: string
  readonly adminUsername: string
  readonly adminEmail: string
  readonly adminPassword: string
  readonly adminPasswordFile: string
  readonly rateLimit: number
  readonly userStorage: number
  readonly scanner: string
  readonly leakedPasswords: string
  readonly sealKeyFile: string
  readonly secondFactor: 'off' | 'administrators' | 'everybody'
  readonly trustProxy: string
  readonly allowedHosts: string
  readonly corsOrigins: string
  readonly tlsCertificate: string
  readonly tlsKey: string
  readonly hsts: 'off' | 'on' | 'subdomains' | 'preload'
  readonly outgoingAllow: string
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly logLevel: Level
  readonly oidcIssuer: string
  readonly oidcClientId: string
  readonly oidcClientSecret: string
  readonly oidcName: string
  readonly oidcScopes: string
  readonly oidcMatchEmail: 'off' | 'on'
  readonly oidcCreateUsers: 'off' | 'on'
  readonly oidcGroupsClaim: string
  readonly oidcGroups: string
  readonly rawHtml: 'off' | 'on'
  readonly frames: string
  readonly applications: string
  readonly welcome: string
}

/** The settings as the rest of the program takes them. */
export interface Config extends Settings {
  /** What `sealKeyFile` holds; empty: none. */
  readonly sealKey: string
}

interface Setting {
  readonly name: keyof Settings
  readonly variable: string
  /** The option of `inver serve`, where there is one. */
  readonly option?: string
  readonly value: 'number' | 'text'
  readonly default: string
  /** One sentence, for `--help` and docs/reference/configuration.md. */
  readonly about: string
  /** Never printed. */
  readonly secret?: true
  /** A sentence when the value cannot be one. */
  refuse?(value: string): string | undefined
}

/** Scheme, host and perhaps port, and nothing that could mean more in a header. */
const SITE = /^https?:\/\/[\w.-]+(?::\d+)?$/
const APPLICATION = /^[^=,]+=https?:\/\/[^\s,]+$/

const LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error']

/** Every setting, in the order in which people need them. */
export const settings: readonly Setting[] = [
  {
    name: 'port',
    variable: 'INVER_PORT',
    option: 'port',
    value: 'number',
    default: '8090',
    about: 'The port to listen on; 0 takes a free one.',
    refuse: (value) => (Number(value) > 65535 ? 'it must be between 0 and 65535' : undefined),
  },
  {
    name: 'host',
    variable: 'INVER_HOST',
    option: 'host',
    value: 'text',
    default: '127.0.0.1',
    about: 'The address to listen on; 0.0.0.0 or :: lets other machines in.',
  },
  {
    name: 'dataFolder',
    variable: 'INVER_DATA',
    option: 'data',
    value: 'text',
    default: 'data',
    about: 'The folder that holds the database and the attachments.',
  },
  {
    name: 'baseUrl',
    variable: 'INVER_BASE_URL',
    option: 'base-url',
    value: 'text',
    default: '',
    about: 'Scheme, host and port under which people reach the site; default: as the request says.',
    refuse: (value) =>
      value === '' || /^https?:\/\/[^/?#\s]+\/?$/.test(value)
        ? undefined
        : 'it must look like https://wiki.example.com',
  },
  {
    name: 'databaseUrl',
    variable: 'INVER_DATABASE_URL',
    option: 'database-url',
    value: 'text',
    default: '',
    about: 'sqlite:<file> or postgres://user:password@host/name; default: inver.db in the data folder.',
    secret: true,
    refuse: (value) =>
      value === '' || /^(sqlite:.|postgres(ql)?:\/\/)/.test(value)
        ? undefined
        : 'it must begin with sqlite: or postgres://',
  },
  {
    name: 'adminUsername',
    variable: 'INVER_ADMIN_USERNAME',
    value: 'text',
    default: 'admin',
    about: 'The user name of the administrator that the first start creates.',
  },
  {
    name: 'adminEmail',
    variable: 'INVER_ADMIN_EMAIL',
    value: 'text',
    default: 'admin@example.com',
    about: 'The e-mail address of that administrator.',
  },
  {
    name: 'adminPassword',
    variable: 'INVER_ADMIN_PASSWORD',
    value: 'text',
    default: '',
    about: 'The password of that administrator; without one the start prints a one-time link to set it.',
    secret: true,
    refuse: (value) =>
      value === '' || (value.length >= limits.passwordLeast && value.length <= limits.passwordMost)
        ? undefined
        : `a password has at least ${limits.passwordLeast} characters`,
  },
  {
    name: 'adminPasswordFile',
    variable: 'INVER_ADMIN_PASSWORD_FILE',
    value: 'text',
    default: '',
    about: 'A file that holds that password instead; a line break at its end does not count.',
  },
  {
    name: 'rateLimit',
    variable: 'INVER_RATE_LIMIT',
    value: 'number',
    default: '12000',
    about: 'Requests per minute that one user, or one address without a log-in, may make; 0 sets no limit.',
  },
  {
    name: 'userStorage',
    variable: 'INVER_USER_STORAGE',
    value: 'number',
    default: '0',
    about:
      'Megabytes of files that one user may keep on the site, earlier versions and the trash included; 0 sets no limit.',
  },
  {
    name: 'scanner',
    variable: 'INVER_SCANNER',
    value: 'text',
    default: '',
    about:
      'The clamd of ClamAV that looks through every file that is uploaded: unix:/run/clamav/clamd.ctl, or host:3310; default: none.',
    refuse: (value) =>
      value === '' || SCANNER_ADDRESS.test(value) ? undefined : 'it must look like unix:/path or host:port',
  },
  {
    name: 'leakedPasswords',
    variable: 'INVER_LEAKED_PASSWORDS',
    value: 'text',
    default: '',
    about:
      'A file of passwords that have leaked, which nobody may take: a line for each with its SHA-1 in hexadecimal, in their order, as such lists are handed out; default: none.',
  },
  {
    name: 'sealKeyFile',
    variable: 'INVER_SEAL_KEY_FILE',
    value: 'text',
    default: '',
    about: `A file with at least ${limits.sealKeyLeast} characters that nobody guesses, by which second factors are sealed in the database; default: they can be read there.`,
  },
  {
    name: 'secondFactor',
    variable: 'INVER_SECOND_FACTOR',
    value: 'text',
    default: 'off',
    about:
      'Who is let in with a second factor only, and sets one up at their next log-in: off, administrators, or everybody who has a password here.',
    refuse: (value) =>
      ['off', 'administrators', 'everybody'].includes(value)
        ? undefined
        : 'it must be off, administrators or everybody',
  },
  {
    name: 'trustProxy',
    variable: 'INVER_TRUST_PROXY',
    value: 'text',
    default: '',
    about: 'Addresses or networks of proxies whose X-Forwarded headers are believed, separated by commas.',
  },
  {
    name: 'outgoingAllow',
    variable: 'INVER_OUTGOING_ALLOW',
    value: 'text',
    default: '',
    about:
      'Private addresses or networks that webhooks may be sent to, separated by commas; all others are refused.',
    refuse: (value) => {
      try {
        parseNetworks(value)
        return undefined
      } catch (error) {
        return (error as Error).message
      }
    },
  },
  {
    name: 'smtpUrl',
    variable: 'INVER_SMTP_URL',
    value: 'text',
    default: '',
    about:
      'The mail server that takes e-mail to watchers, and links to set a password: smtp://user:password@host:587 or smtps://…; needs INVER_BASE_URL; default: no e-mail.',
    secret: true,
    refuse: (value) =>
      value === '' || /^smtps?:\/\/[^/\s]+/.test(value)
        ? undefined
        : 'it must begin with smtp:// or smtps://',
  },
  {
    name: 'mailFrom',
    variable: 'INVER_MAIL_FROM',
    value: 'text',
    default: 'Inver <inver@localhost>',
    about: 'The sender of that e-mail, such as Wiki <wiki@example.com>.',
    refuse: (value) => (/^[^\r\n]*@[^\r\n]+$/.test(value) ? undefined : 'it must hold an e-mail address'),
  },
  {
    name: 'allowedHosts',
    variable: 'INVER_ALLOWED_HOSTS',
    value: 'text',
    default: '',
    about:
      'Host names that requests may name besides that of INVER_BASE_URL and of this machine, separated by commas; where neither is set, any.',
  },
  {
    name: 'corsOrigins',
    variable: 'INVER_CORS_ORIGINS',
    value: 'text',
    default: '',
    about:
      'Sites whose scripts may use the API with a token, as https://app.example.com, separated by commas; default: none.',
    refuse: (value) =>
      listOf(value).every((site) => SITE.test(site))
        ? undefined
        : 'it must list sites like https://app.example.com',
  },
  {
    name: 'tlsCertificate',
    variable: 'INVER_TLS_CERTIFICATE',
    value: 'text',
    default: '',
    about: 'A file with the certificate and its chain, in PEM: the server then speaks https; default: http.',
  },
  {
    name: 'tlsKey',
    variable: 'INVER_TLS_KEY',
    value: 'text',
    default: '',
    about: 'The file with the key of that certificate, in PEM.',
  },
  {
    name: 'hsts',
    variable: 'INVER_HSTS',
    value: 'text',
    default: 'on',
    about:
      'Whether browsers that came by https are told to come by nothing else for a year: off, on, subdomains (those of this host too), or preload (the same, and lists of browsers may take it up).',
    refuse: (value) =>
      ['off', 'on', 'subdomains', 'preload'].includes(value)
        ? undefined
        : 'it must be off, on, subdomains or preload',
  },
  {
    name: 'logLevel',
    variable: 'INVER_LOG_LEVEL',
    value: 'text',
    default: 'info',
    about: 'The least severe records that are logged: debug, info, warn or error.',
    refuse: (value) => (LEVELS.includes(value) ? undefined : `it must be one of ${LEVELS.join(', ')}`),
  },
  {
    name: 'rawHtml',
    variable: 'INVER_RAW_HTML',
    value: 'text',
    default: 'off',
    about: 'Whether the macro html shows its body, cleaned of all that could run: on or off.',
    refuse: (value) => (value === 'on' || value === 'off' ? undefined : 'it must be on or off'),
  },
  {
    name: 'frames',
    variable: 'INVER_FRAMES',
    value: 'text',
    default: '',
    about:
      'Sites that the macros iframe and widget show in a sandboxed frame, separated by commas, such as https://www.youtube-nocookie.com; all others are links.',
    refuse: (value) =>
      listOf(value).every((site) => SITE.test(site))
        ? undefined
        : 'it must list sites like https://www.example.com',
  },
  {
    name: 'applications',
    variable: 'INVER_APPLICATIONS',
    value: 'text',
    default: '',
    about:
      'Issue trackers that the macro jira links to, by the names or ids that pages call them: Jira=https://jira.example.com, separated by commas.',
    refuse: (value) =>
      listOf(value).every((one) => APPLICATION.test(one))
        ? undefined
        : 'it must look like Jira=https://jira.example.com',
  },
  {
    name: 'welcome',
    variable: 'INVER_WELCOME',
    value: 'text',
    default: '',
    about:
      'What the macro welcome-message shows: a sentence, or a text in storage format; default: that this is Inver.',
  },
  {
    name: 'oidcIssuer',
    variable: 'INVER_OIDC_ISSUER',
    value: 'text',
    default: '',
    about:
      'The issuer of OpenID Connect that people may sign in with, as https://login.example.com; default: none.',
    refuse: (value) =>
      value === '' || isIssuer(value)
        ? undefined
        : 'it must be an https address, or http on this machine (localhost, 127.0.0.1)',
  },
  {
    name: 'oidcClientId',
    variable: 'INVER_OIDC_CLIENT_ID',
    value: 'text',
    default: '',
    about: 'What this site is called there.',
  },
  {
    name: 'oidcClientSecret',
    variable: 'INVER_OIDC_CLIENT_SECRET',
    value: 'text',
    default: '',
    about: 'The secret that goes with it; empty for a public client.',
    secret: true,
  },
  {
    name: 'oidcName',
    variable: 'INVER_OIDC_NAME',
    value: 'text',
    default: 'single sign-on',
    about: 'What the button on the log-in screen calls it.',
  },
  {
    name: 'oidcScopes',
    variable: 'INVER_OIDC_SCOPES',
    value: 'text',
    default: 'openid profile email',
    about: 'What is asked of the issuer, separated by blanks.',
    refuse: (value) => (value.split(' ').includes('openid') ? undefined : 'openid must be among it'),
  },
  {
    name: 'oidcMatchEmail',
    variable: 'INVER_OIDC_MATCH_EMAIL',
    value: 'text',
    default: 'off',
    about:
      'Whether somebody new gets the account that has the e-mail address which the issuer has verified: on or off.',
    refuse: onOrOff,
  },
  {
    name: 'oidcCreateUsers',
    variable: 'INVER_OIDC_CREATE_USERS',
    value: 'text',
    default: 'off',
    about:
      'Whether somebody new without an account gets one, if the issuer has verified their address: on or off.',
    refuse: onOrOff,
  },
  {
    name: 'oidcGroupsClaim',
    variable: 'INVER_OIDC_GROUPS_CLAIM',
    value: 'text',
    default: '',
    about: 'The claim that lists the groups of a person, such as groups.',
  },
  {
    name: 'oidcGroups',
    variable: 'INVER_OIDC_GROUPS',
    value: 'text',
    default: '',
    about:
      'Groups there and the groups here whose members follow them, as staff=confluence-users, separated by commas.',
    refuse: (value) =>
      listOf(value).every((pair) => /^[^=]+=[^=]+$/.test(pair))
        ? undefined
        : 'it must look like staff=confluence-users',
  },
]

/** The parts of a value that are separated by commas. */
export function listOf(value: string): string[] {
  return value.split(',').flatMap((part) => part.trim() || [])
}

function onOrOff(value: string): string | undefined {
  return value === 'on' || value === 'off' ? undefined : 'it must be on or off'
}

/** Plain http would show codes and secrets to the network, so it is for this machine only. */
function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  )
}

/**
 * Read every setting: given values (options of the command line) first, then the environment, then defaults.
 * Throws `bad-parameter` with a sentence that names the setting.
 */
export function readConfig(
  given: Partial<Record<keyof Settings, string | number>> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const values = Object.fromEntries(
    settings.map((setting) => [setting.name, readSetting(setting, given[setting.name], environment)]),
  ) as unknown as Settings
  if (values.smtpUrl !== '' && values.baseUrl === '') {
    throw new AppError(
      'bad-parameter',
      'INVER_SMTP_URL needs INVER_BASE_URL: e-mail holds links to the site.',
    )
  }
  refuseAlone(values.oidcIssuer, values.oidcClientId, 'INVER_OIDC_ISSUER', 'INVER_OIDC_CLIENT_ID')
  refuseAlone(values.tlsCertificate, values.tlsKey, 'INVER_TLS_CERTIFICATE', 'INVER_TLS_KEY')
  const dataFolder = resolve(values.dataFolder)
  return {
    ...values,
    dataFolder,
    baseUrl: values.baseUrl.replace(/\/$/, ''),
    databaseUrl: values.databaseUrl || `sqlite:${join(dataFolder, 'inver.db')}`,
    adminPassword:
      values.adminPassword ||
      readSecretFile(
        'INVER_ADMIN_PASSWORD_FILE',
        values.adminPasswordFile,
        limits.passwordLeast,
        'a password',
      ),
    sealKey: readSecretFile('INVER_SEAL_KEY_FILE', values.sealKeyFile, limits.sealKeyLeast, 'a key'),
  }
}

function refuseAlone(value: string, other: string, name: string, needed: string): void {
  if (value !== '' && other === '') throw new AppError('bad-parameter', `${name} needs ${needed}.`)
}

/** What the client's commands take from their surroundings. */
export interface ClientEnvironment {
  /** The site to ask (`INVER_URL`), as whom (`INVER_USER`) and with which password or token (`INVER_TOKEN`). */
  readonly url?: string
  readonly user?: string
  readonly token?: string
  /** Where profiles are kept. */
  readonly configFolder: string
  readonly editor?: string
}

/** Read the surroundings of a client's command; in CI they are all that there is. */
export function readClientEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ClientEnvironment {
  const { XDG_CONFIG_HOME, APPDATA, HOME = '.' } = environment
  const windows = process.platform === 'win32' ? APPDATA : undefined
  return {
    url: environment.INVER_URL || undefined,
    user: environment.INVER_USER || undefined,
    token: environment.INVER_TOKEN || undefined,
    configFolder: join(windows ?? (XDG_CONFIG_HOME || join(HOME, '.config')), 'inver'),
    editor: environment.VISUAL || environment.EDITOR || undefined,
  }
}

function readSetting(
  setting: Setting,
  given: string | number | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | number {
  const source = given !== undefined ? `--${setting.option ?? setting.name}` : setting.variable
  const text = String(given ?? environment[setting.variable] ?? setting.default)
  const wrong = (reason: string) =>
    new AppError('bad-parameter', `${source} is "${setting.secret ? '…' : text}", but ${reason}.`)
  if (setting.value === 'number' && !/^\d{1,9}$/.test(text)) throw wrong('it must be a whole number')
  const refusal = setting.refuse?.(text)
  if (refusal !== undefined) throw wrong(refusal)
  return setting.value === 'number' ? Number(text) : text
}

/** What a file holds, without a line break at its end; nothing where none is named. */
function readSecretFile(variable: string, file: string, least: number, what: string): string {
  if (file === '') return ''
  let text: string
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new AppError('bad-parameter', `${variable} cannot be read: ${(error as Error).message}.`)
  }
  if (text.length >= least) return text
  throw new AppError('bad-parameter', `${variable} holds ${what} of fewer than ${least} characters.`)
}
