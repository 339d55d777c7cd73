/** What a query may be made of; absent values are left out, lists repeat the name. */
export type Query = Readonly<
  Record<string, string | number | boolean | undefined | readonly (string | number)[]>
>

/** First segments of what lies below the root of a Confluence; what stands before them is the root. */
const BELOW_THE_ROOT =
  /\/(?:rest|api\/v2|rpc|spaces|display|pages|x|download|label|plugins|dashboard\.action|index\.action|login\.action)(?:\/|$|\?).*$/

/** Where an address that somebody typed or copied may have its API; the likeliest first. */
export function possibleRoots(typed: string): readonly string[] {
  const { origin, hostname, pathname } = new URL(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
  const path = pathname.replace(BELOW_THE_ROOT, '').replace(/\/+$/, '')
  if (hostname === 'api.atlassian.com' && path !== '') {
    return [`${origin}${path.replace(/\/wiki$/, '')}/wiki`]
  }
  if (isCloudHost(hostname)) return [`${origin}/wiki`]
  return path === '' ? [origin, `${origin}/wiki`, `${origin}/confluence`] : [origin + path]
}

/** Whether the vendor runs what answers here. */
export function isCloudHost(hostname: string): boolean {
  return (
    /(^|\.)(atlassian\.net|jira\.com|atlassian-us-gov-mod\.net)$/.test(hostname) ||
    hostname === 'api.atlassian.com'
  )
}

/**
 * The address of a path. Links in answers begin below the root (v1) or at the host (v2), or are absolute with the host
 * that a proxy hides; of all of them only what lies below the root counts, so credentials go nowhere else.
 */
export function addressOf(root: string, path: string, query: Query = {}): string {
  const { origin, pathname } = new URL(root)
  const asked = new URL(path.startsWith('/') || /^https?:/i.test(path) ? path : `/${path}`, origin)
  const context = pathname.replace(/\/$/, '')
  const address = new URL(origin)
  address.pathname = context + withoutContext(asked.pathname, context)
  address.search = asked.search
  for (const [name, value] of Object.entries(query)) {
    address.searchParams.delete(name)
    for (const one of [value].flat()) if (one !== undefined) address.searchParams.append(name, String(one))
  }
  return address.href
}

/** A path without the end of the root that it repeats: `/wiki/api/v2/pages` below `/wiki` is `/api/v2/pages`. */
function withoutContext(path: string, context: string): string {
  const segments = context.split('/').slice(1)
  for (const index of segments.keys()) {
    const end = `/${segments.slice(index).join('/')}`
    if (path === end || path.startsWith(`${end}/`)) return path.slice(end.length)
  }
  return path
}
