import type { Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** Who the server takes the caller for. */
export interface CurrentUser {
  readonly displayName: string
  readonly username?: string
  readonly accountId?: string
}

/** Asks the server who is asking; being nobody is a refusal. */
export async function currentUser(client: Client): Promise<CurrentUser> {
  const user = await client.request<CurrentUser & { type?: string }>('GET', '/rest/api/user/current')
  if (user.type !== 'anonymous') return user
  throw new Failure('refused', `${client.root} takes you for nobody: log in with inver login.`)
}
