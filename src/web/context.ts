import type { Context } from '../domain/context.ts'
import type { Authenticator } from '../domain/credential/authenticate.ts'

/** What a screen is given. */
export interface WebContext {
  readonly domain: Context
  readonly authenticator: Authenticator
  /** The absolute address of this root, without a trailing slash; its path is `domain.place.contextPath`. */
  readonly base: string
  /** What forms of this session carry in the field `atl_token`; undefined without a session. */
  readonly csrf: string | undefined
  readonly siteTitle: string
  /** Whether cookies must be marked `Secure`. */
  readonly https: boolean
}
