import { sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { placeOf } from '../../base/network.ts'
import { type Context, now, transact } from '../context.ts'
import { addFailures, addWithin, deleteFailures, findFailures, hasSessionFrom } from './rows.ts'

/** What failures are held against: so many may come at once, and after that one whenever as much time has passed. */
export interface Tally {
  readonly key: string
  readonly most: number
  readonly eachMs: number
}

/** How things stand: nothing is held against the caller, something is, or too much. */
export type Standing = 'clear' | 'counted' | 'refused'

/** What one try at an account is counted under. */
export interface Attempt {
  /** Forgotten when the right proof comes. */
  readonly own: Tally
  /** Of the place that it came from, whomever it was about. */
  readonly place: Tally
  /** Of the account from wherever; those who have a session from there are not shut out by it. */
  readonly anywhere?: Tally & { readonly userId: number }
  readonly address: string
}

/** A password for an account, by whichever of its names; `userId` 0: there is no such account. */
export function passwordAttempt(
  account: { readonly userId: number; readonly name: string },
  address: string,
): Attempt {
  const { userId } = account
  const who = userId === 0 ? account.name : `#${userId}`
  const place = placeOf(address)
  return {
    own: tally(`password ${who} ${place}`, limits.failedLogins, limits.failedLoginMs),
    place: tally(`passwords ${place}`, limits.failedLoginAddresses, limits.failedLoginAddressMs),
    anywhere: {
      ...tally(`password ${who}`, limits.failedLoginsAnywhere, limits.failedLoginAnywhereMs),
      userId,
    },
    address,
  }
}

/**
 * A secret of the form of a token in place of a password. Nobody guesses those, so an old one that a program goes on
 * sending is held against neither the account nor the passwords of its neighbours.
 */
export function tokenAttempt(account: { readonly userId: number; readonly name: string }, address: string) {
  const { own, place } = passwordAttempt(account, address)
  return {
    own: { ...own, key: `token ${own.key}` },
    place: { ...place, key: `token ${place.key}` },
    address,
  } satisfies Attempt
}

/** A token alone, of which nobody knows whose it was to be. */
export function bearerAttempt(address: string): Tally {
  const place = placeOf(address)
  return tally(`token passwords ${place}`, limits.failedLoginAddresses, limits.failedLoginAddressMs)
}

/** Something that somebody known tries: a code of their second factor, or their password once more. */
export function ownAttempt(what: 'code' | 'own password', userId: number): Tally {
  return tally(`${what} #${userId}`, limits.failedLogins, limits.failedLoginMs)
}

/** Requests for a letter to an address of e-mail, from an address of the network. */
export function letterAttempt(email: string, address: string): Tally[] {
  return [
    tally(`letter ${email}`, limits.failedLogins, limits.failedLoginMs),
    tally(`letters ${placeOf(address)}`, limits.failedLoginAddresses, limits.failedLoginAddressMs),
  ]
}

/** How things stand for an attempt. Costs one query, and a second one where an account is guessed at from all over. */
export async function standingOf(ctx: Context, attempt: Attempt): Promise<Standing> {
  const { own, place, anywhere, address } = attempt
  const standings = await readStandings(ctx, anywhere === undefined ? [own, place] : [own, place, anywhere])
  if (standings[0] === 'refused' || standings[1] === 'refused') return 'refused'
  if (anywhere === undefined || standings[2] !== 'refused') return standings[0] ?? 'clear'
  return (await hasSessionFrom(ctx.db, anywhere.userId, address, now(ctx))) ? 'counted' : 'refused'
}

/** Whether one of these is used up. */
export async function isUsedUp(ctx: Context, tallies: readonly Tally[]): Promise<boolean> {
  return (await readStandings(ctx, tallies)).includes('refused')
}

async function readStandings(ctx: Context, tallies: readonly Tally[]): Promise<Standing[]> {
  const keys = tallies.map(keyOf)
  const rows = new Map((await findFailures(ctx.db, keys)).map((row) => [row.key, row.counted_until]))
  return tallies.map(({ most, eachMs }, i) => {
    const left = (rows.get(keys[i] ?? '') ?? 0) - now(ctx)
    if (left <= 0) return 'clear'
    return left > (most - 1) * eachMs ? 'refused' : 'counted'
  })
}

/**
 * Count a try before it is made; `forgive` when it is right. False: too many are counted, and it must not be made. However
 * many come at once, no more get through than one after the other.
 */
export async function takeTry(ctx: Context, tally: Tally): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    if (ctx.touched) ctx.touched.unseen = true
    return addWithin(ctx.db, { ...tally, key: keyOf(tally) }, now(ctx))
  })
}

/** Count a failure; inside the transaction that records it. */
export async function countFailure(ctx: Context, tallies: readonly Tally[]): Promise<void> {
  const rows = tallies.map((tally) => ({ key: keyOf(tally), eachMs: tally.eachMs }))
  if (ctx.touched) ctx.touched.unseen = true
  await addFailures(ctx.db, rows, now(ctx))
}

/** Forget what was counted, because the right proof came. */
export async function forgive(ctx: Context, tally: Tally): Promise<void> {
  await transact(ctx, async (ctx) => {
    if (ctx.touched) ctx.touched.unseen = true
    await deleteFailures(ctx.db, keyOf(tally))
  })
}

/** Every tally of an attempt. */
export function talliesOf({ own, place, anywhere }: Attempt): Tally[] {
  return anywhere === undefined ? [own, place] : [own, place, anywhere]
}

function tally(key: string, most: number, eachMs: number): Tally {
  return { key, most, eachMs }
}

/** What was typed for a name may have been a password, so it is kept as a hash only. */
function keyOf({ key }: Tally): string {
  return sha256(key)
}
