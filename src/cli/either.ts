import { ApiError, type Client } from '../sdk/index.ts'

/** The same thing in v2, which the Cloud wants to be asked, and in v1, which every other server has. */
export interface Either<T> {
  readonly v2: () => T
  readonly v1: () => T
}

/** Whether the server does not have this operation: it never had it, or it was withdrawn. */
export function isAbsent(error: unknown): boolean {
  return error instanceof ApiError && [404, 405, 410, 501].includes(error.status)
}

/** A list by v2 in the Cloud flavour; by v1 elsewhere, and where this part of v2 is not served. */
export async function* listEither<T>(client: Client, { v2, v1 }: Either<AsyncIterable<T>>): AsyncIterable<T> {
  let begun = false
  try {
    if ((await client.detect()).flavour === 'cloud') {
      for await (const item of v2()) {
        begun = true
        yield item
      }
      return
    }
  } catch (error) {
    if (begun || !isAbsent(error)) throw error
  }
  yield* v1()
}

/** One request by v2 in the Cloud flavour; by v1 elsewhere, and where this part of v2 is not served. */
export async function askEither<T>(client: Client, { v2, v1 }: Either<Promise<T>>): Promise<T> {
  try {
    if ((await client.detect()).flavour === 'cloud') return await v2()
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
  return v1()
}
