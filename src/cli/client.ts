import { ApiError, type Client, connect, type Connection, ConnectionError } from '../sdk/index.ts'
import type { CommandOption, Options } from './command.ts'
import { Failure, type exitCodes } from './failure.ts'
import { chosenConnection } from './profiles.ts'

/** Options of every command that asks a server. */
export const clientOptions: readonly CommandOption[] = [
  { name: 'profile', value: 'NAME', about: 'Ask the site of this profile instead of the current one.' },
]

/** Somebody is waiting at a terminal: a server that is down is told after some four seconds. */
const patience = { retries: 4, firstWaitMs: 300 }

/** How a client may differ from one that somebody is waiting for. */
export type Tuning = Pick<Connection, 'fetch' | 'retries'>

/** A client of the site that the options, the environment or the current profile say. */
export function clientFor(options: Options, tuning?: Tuning): Client {
  const { name, url, auth } = chosenConnection(options.profile)
  return connectTo(url, auth, name, tuning)
}

/** A client of this address; refuses, in words, what is none. */
export function connectTo(url: string, auth: Connection['auth'], source: string, tuning?: Tuning): Client {
  try {
    return connect({ url, auth, userAgent: 'inver-cli', retries: patience, ...tuning })
  } catch {
    throw new Failure(
      'misuse',
      `"${url}" (${source}) is not an address: write it as https://wiki.example.com.`,
    )
  }
}

/** What went wrong with a server, in a sentence that says what to do. */
export function asFailure(error: unknown, root: string | undefined): unknown {
  if (error instanceof ConnectionError) {
    return new Failure('unreachable', `${error.message}: check the address and the network, then try again.`)
  }
  if (!(error instanceof ApiError)) return error
  const [kind, advice] = verdictOn(isShutOut(error) ? 401 : error.status)
  const where = root === undefined ? '' : ` at ${root}`
  return new Failure(kind, `${error.message.replace(/\.$/, '')} (${error.status}${where})${advice}`)
}

/** The Cloud refuses credentials that it does not know with a 403 of these words. */
function isShutOut({ status, message }: ApiError): boolean {
  return status === 403 && /cannot access Confluence|not permitted to use Confluence/.test(message)
}

function verdictOn(status: number): [keyof typeof exitCodes, string] {
  switch (status) {
    case 401:
      return ['refused', ': the credentials were not accepted. Log in again with inver login.']
    case 403:
      return ['refused', ': you may not do that. Ask whoever administers the space or the site.']
    case 404:
      return ['notFound', ': there is no such thing, or you may not see it. Check the name and inver whoami.']
    case 409:
      return ['conflict', ': somebody else changed it meanwhile. Read it again and repeat the change.']
    case 429:
      return ['busy', ': too many requests. Try again later.']
    default:
      return status >= 500 ? ['busy', ': the server failed. Try again later.'] : ['failed', '.']
  }
}
