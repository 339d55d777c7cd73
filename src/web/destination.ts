/**
 * Where to go after a log-in. Only addresses of this site: anything else becomes the dashboard, so that a link to
 * the log-in form cannot lead people elsewhere.
 */
export function localDestination(contextPath: string, asked: string): string {
  const home = `${contextPath}/`
  if (!asked.startsWith('/')) return home
  const url = URL.canParse(asked, NOWHERE) ? new URL(asked, NOWHERE) : undefined
  if (url === undefined || url.origin !== NOWHERE) return home
  const isBelow = contextPath !== '' && (url.pathname === contextPath || url.pathname.startsWith(home))
  const path = isBelow ? url.pathname : contextPath + url.pathname
  // `/.//elsewhere` is tidied to `//elsewhere`, which browsers take for a host.
  if (path.startsWith('//') || SESSION_SCREENS.test(path.slice(contextPath.length))) return home
  return path + url.search + url.hash
}

/** The address that leads to the log-in form and from there back to `url`, which is a request's path and query. */
export function loginAddress(contextPath: string, url: string): string {
  const here = url.startsWith(`${contextPath}/`) ? url.slice(contextPath.length) : '/'
  if (here === '/' || SESSION_SCREENS.test(here)) return `${contextPath}/login.action`
  return `${contextPath}/login.action?os_destination=${encodeURIComponent(here)}`
}

/** A host that cannot exist, to resolve addresses against. */
const NOWHERE = 'http://nowhere.invalid'

/** Coming back to these after a log-in would end it, or start it again. */
const SESSION_SCREENS = /^\/(login|dologin|dosecondstep|logout|setpassword|forgotuserpassword|openid)\b/
