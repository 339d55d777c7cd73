import type { Configuration } from 'openid-client'
import { limits } from '../base/limits.ts'

/** Where people sign in who have their account elsewhere, and what this site is called there. */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  /** Empty for a public client: PKCE protects it all the same. */
  readonly clientSecret: string
  readonly scopes: string
}

/** What the browser keeps between leaving and coming back; nobody else may know it. */
export interface Handshake {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What the other side says of a person, checked by its signature. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }

/**
 * Sign-in by OpenID Connect: the authorization code with PKCE, state and nonce. The library and the issuer's own
 * description are loaded when the first person signs in, so that no start waits for either.
 */
export class OpenIdConnect {
  readonly #settings: OpenIdSettings
  #configuration: Promise<Configuration> | undefined

  constructor(settings: OpenIdSettings) {
    this.#settings = settings
  }

  /** Where to send the browser, and what it has to bring back. */
  async begin(callback: string): Promise<{ readonly address: string; readonly handshake: Handshake }> {
    const client = await import('openid-client')
    const configuration = await this.#discovered()
    const handshake: Handshake = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    }
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: this.#settings.scopes,
      state: handshake.state,
      nonce: handshake.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(handshake.verifier),
      code_challenge_method: 'S256',
    })
    return { address: address.href, handshake }
  }

  /** Trade the code in the address that the browser came back to for what is said of the person. */
  async finish(cameBack: URL, { state, nonce, verifier }: Handshake): Promise<Claims> {
    const client = await import('openid-client')
    const configuration = await this.#discovered()
    const tokens = await client.authorizationCodeGrant(configuration, cameBack, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new Error('The answer has no ID token.')
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims
    // Most issuers say more there than in the ID token. The subject is checked to be the same.
    const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    return { ...more, ...claims }
  }

  /** Where a browser logs out of the issuer, too, and comes back from; undefined where it offers none. */
  async end(back: string): Promise<string | undefined> {
    const client = await import('openid-client')
    const configuration = await this.#discovered()
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
    return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href
  }

  #discovered(): Promise<Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      // The next one who signs in asks again.
      this.#configuration = undefined
      throw error
    })
    return this.#configuration
  }

  async #discover(): Promise<Configuration> {
    const client = await import('openid-client')
    const { issuer, clientId, clientSecret } = this.#settings
    const server = new URL(issuer)
    return client.discovery(
      server,
      clientId,
      undefined,
      clientSecret === '' ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: limits.openIdMs / 1000,
        execute: server.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      },
    )
  }
}
