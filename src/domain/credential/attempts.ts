import type { Clock } from '../../base/clock.ts'
import { limits } from '../../base/limits.ts'

interface Failures {
  count: number
  since: number
}

/** Counts failed log-ins per account and per address, so that guessing stops being worth the while. */
export class LoginAttempts {
  readonly #clock: Clock
  readonly #failures = new Map<string, Failures>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether the account or the address has used up its failures for now. */
  refused(account: string, address: string): boolean {
    return (
      this.#countOf(`account ${account}`) >= limits.failedLogins ||
      this.#countOf(`address ${address}`) >= limits.failedLoginAddresses
    )
  }

  failed(account: string, address: string): void {
    for (const key of [`account ${account}`, `address ${address}`]) {
      const count = this.#countOf(key)
      const since = count === 0 ? this.#clock.now() : (this.#failures.get(key) as Failures).since
      this.#failures.delete(key)
      if (this.#failures.size >= limits.failedLoginEntries) this.#forgetOldest()
      this.#failures.set(key, { count: count + 1, since })
    }
  }

  /** A good log-in forgives the account, not the address. */
  succeeded(account: string): void {
    this.#failures.delete(`account ${account}`)
  }

  #countOf(key: string): number {
    const failures = this.#failures.get(key)
    if (failures === undefined) return 0
    if (this.#clock.now() - failures.since < limits.failedLoginWindowMs) return failures.count
    this.#failures.delete(key)
    return 0
  }

  #forgetOldest(): void {
    const oldest = this.#failures.keys().next().value
    if (oldest !== undefined) this.#failures.delete(oldest)
  }
}
