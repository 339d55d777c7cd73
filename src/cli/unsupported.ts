import type { Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** Refuses what only Data Center's API can do. `what` is an infinitive: `make users`. */
export async function wantDataCenter(client: Client, what: string): Promise<void> {
  const { flavour, root } = await client.detect()
  if (flavour === 'data-center') return
  throw new Failure(
    'unsupported',
    `The Cloud's API cannot ${what}: its administrators do that at admin.atlassian.com. If ${root} is Inver, give its address without /wiki.`,
  )
}

/** Refuses what only the Cloud's API can do. */
export async function wantCloud(client: Client, what: string): Promise<void> {
  const { flavour, root } = await client.detect()
  if (flavour === 'cloud') return
  throw new Failure(
    'unsupported',
    `Data Center's API cannot ${what}. If ${root} is Inver, give its address with /wiki behind it.`,
  )
}
