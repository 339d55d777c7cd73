import { ApiError, type Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** A space as both APIs tell of it. */
export interface Space {
  readonly id: string | number
  readonly key: string
  readonly name: string
  readonly type?: string
  readonly status?: string
}

/** A space by its key; refuses one that is not there. */
export async function spaceNamed(client: Client, key: string): Promise<Space> {
  const { flavour } = await client.detect()
  if (flavour === 'cloud') {
    for await (const space of client.each<Space>('/api/v2/spaces', { keys: key })) return space
  } else {
    try {
      return await client.request<Space>('GET', `/rest/api/space/${encodeURIComponent(key)}`)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error
    }
  }
  throw new Failure('notFound', `There is no space ${key}, or you may not see it (see: inver space list).`)
}
