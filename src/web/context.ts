import type { OpenIdConnect } from '../http/openid-connect.ts'
import type { Context } from '../domain/context.ts'
import type { IdentityRules } from '../domain/credential/external-identity.ts'
import type { Authenticator } from '../domain/credential/authenticate.ts'

/** Signing in elsewhere, as this site is set up for it. */
export interface OpenIdSignIn {
  /** What people call the place. */
  readonly name: string
  readonly client: OpenIdConnect
  readonly rules: IdentityRules
  /** The claim that lists somebody's groups; empty: none does. */
  readonly groupsClaim: string
}

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
  /** Absent where people log in here only. */
  readonly openId?: OpenIdSignIn
}
