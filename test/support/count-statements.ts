import type { Db } from '../../src/store/database.ts'

type Executor = { executeQuery: (...given: never[]) => Promise<unknown> }

/** How many statements are sent to any database of this process while `work` runs. */
export async function countStatements(db: Db, work: () => Promise<unknown>): Promise<number> {
  let owner = db.getExecutor() as unknown as Executor
  while (!Object.hasOwn(owner, 'executeQuery')) owner = Object.getPrototypeOf(owner) as Executor
  const original = owner.executeQuery
  let count = 0
  owner.executeQuery = function counted(this: Executor, ...given) {
    count++
    return original.apply(this, given)
  }
  try {
    await work()
  } finally {
    owner.executeQuery = original
  }
  return count
}
