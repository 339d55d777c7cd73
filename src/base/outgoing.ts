import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

/** A request of this program to another. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For all of it, from the name to the last byte. */
  readonly timeoutMs: number
  /** Bytes of the answer that are read; the rest is not waited for. */
  readonly answerBytes: number
  /** Whether the other side must prove who it is; only for HTTPS. */
  readonly verifyTls?: boolean
}

/** What came back; a redirection is an answer like any other and is not followed. */
export interface OutgoingAnswer {
  readonly status: number
  readonly body: string
}

/** The address is none that this program asks. */
export class AddressRefused extends Error {}

interface Address {
  readonly address: string
  readonly family: number
}

/** Finds all addresses of a name. */
export type Resolve = (name: string) => Promise<readonly Address[]>

/**
 * Requests to addresses that people typed in. A name is resolved once, every address of it is looked at, and the
 * connection goes to the one that was looked at, so that a name cannot point elsewhere meanwhile. Addresses that
 * only machines inside can reach are refused unless the configuration allows them: they are where a forged request
 * would do harm.
 */
export class Outgoing {
  readonly #allowed: BlockList
  readonly #resolve: Resolve

  constructor(allowed: string, resolve: Resolve = (name) => lookup(name, { all: true, verbatim: true })) {
    this.#allowed = parseNetworks(allowed)
    this.#resolve = resolve
  }

  /** Send a request. Throws `AddressRefused`, or what the network says. */
  async send(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const signal = AbortSignal.timeout(request.timeoutMs)
    const url = acceptUrl(request.url)
    const address = await Promise.race([this.#addressOf(url.hostname), abortion(signal)])
    return exchange(url, address, request, signal)
  }

  async #addressOf(hostname: string): Promise<Address> {
    const literal = hostname.replace(/^\[|\]$/g, '')
    const family = isIP(literal)
    const found = family === 0 ? await this.#resolve(literal) : [{ address: literal, family }]
    const refused = found.find(({ address }) => !this.#mayAsk(address))
    if (refused) {
      throw new AddressRefused(
        `${literal} is at ${refused.address}, which is a private or reserved address. INVER_OUTGOING_ALLOW names the ones that may be asked.`,
      )
    }
    const [first] = found
    if (first === undefined) throw new AddressRefused(`${literal} has no address.`)
    return first
  }

  #mayAsk(address: string): boolean {
    const plain = withoutMapping(address)
    const family = familyOf(plain)
    return this.#allowed.check(plain, family) || !NOT_PUBLIC.check(plain, family)
  }
}

/** Networks and addresses as a setting lists them, separated by commas. Throws on one that is none. */
export function parseNetworks(list: string): BlockList {
  const networks = new BlockList()
  for (const one of list.split(',').map((text) => text.trim())) {
    if (one === '') continue
    const [address = '', length] = one.split('/')
    const family = familyOf(address)
    if (isIP(address) === 0) throw new Error(`"${one}" is no address and no network`)
    if (length === undefined) networks.addAddress(address, family)
    else networks.addSubnet(address, Number(length), family)
  }
  return networks
}

/** What the special-purpose registries of IANA say is not on the public Internet (RFC 6890 and its updates). */
const NOT_PUBLIC = parseNetworks(
  [
    '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24',
    '192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4',
    // Loopback and unspecified, translations into IPv4, discard, Teredo and the like, documentation, 6to4.
    '::/96,64:ff9b::/96,64:ff9b:1::/48,100::/64,2001::/23,2001:db8::/32,2002::/16',
    // Unique local, link-local, site-local, multicast.
    'fc00::/7,fe80::/10,fec0::/10,ff00::/8',
  ].join(','),
)

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** An IPv4 address in the clothes of IPv6 is judged, and allowed, as the IPv4 address that it is. */
function withoutMapping(address: string): string {
  if (isIP(address) !== 6) return address
  const [bare = address] = address.split('%')
  // The URL parser writes every IPv6 address in one way: `::ffff:a00:1`.
  const normal = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(normal) ?? []
  if (high === undefined || low === undefined) return normal
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}

function acceptUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new AddressRefused('The address must begin with http:// or https://.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddressRefused('The address must not hold a user name or a password.')
  }
  return url
}

function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

function exchange(
  url: URL,
  { address, family }: Address,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OutgoingAnswer>()
  const isSecure = url.protocol === 'https:'
  const body = request.body ?? ''
  const sent = (isSecure ? requestHttps : requestHttp)(
    url,
    {
      method: request.method,
      headers: { ...request.headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own, to the address that was looked at.
      agent: false,
      lookup: (_name, options, done) => {
        if (options.all) done(null, [{ address, family }])
        else done(null, address, family)
      },
      signal,
      ...(isSecure ? { rejectUnauthorized: request.verifyTls ?? true } : {}),
    },
    (answer) => readAnswer(answer, request.answerBytes).then(resolve, reject),
  )
  sent.on('error', reject)
  sent.end(body)
  return promise
}

async function readAnswer(answer: IncomingMessage, most: number): Promise<OutgoingAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop closes the connection.
    if (size >= most) break
  }
  return {
    status: answer.statusCode ?? 0,
    body: Buffer.concat(chunks).subarray(0, most).toString('utf8'),
  }
}
