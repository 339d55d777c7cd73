/** Another program that is told of events by requests to its address. */
export interface Webhook {
  readonly id: number
  readonly name: string
  readonly url: string
  /** Signs what is sent; empty: it is not signed. */
  readonly secret: string
  /** For Basic authentication there; empty: without. */
  readonly username: string
  readonly password: string
  /** The vendor's names, of `webhookEvents`. */
  readonly events: readonly string[]
  readonly active: boolean
  readonly verifyTls: boolean
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
  /** Calls in a row that failed. */
  readonly failures: number
  /** It failed too often and is left alone until then. */
  readonly restingUntil: number
}

export const outcomes = ['SUCCESS', 'FAILURE', 'ERROR'] as const
/** `FAILURE`: it answered, but with no success. `ERROR`: it did not answer. */
export type Outcome = (typeof outcomes)[number]

/** One call of a webhook, as it is remembered. */
export interface WebhookCall {
  readonly id: number
  readonly webhookId: number
  readonly event: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly startedAt: number
  readonly finishedAt: number
  readonly outcome: Outcome
  readonly description: string
}
