import { setImmediate as turn } from 'node:timers/promises'
import type { Environment } from '../../document/env.ts'

/** How long the questions of one document may take together, and after how long others get their turn, in milliseconds. */
export interface Patience {
  readonly allMs: number
  readonly turnMs: number
}

/** The questions that macros ask; links are resolved all at once. */
const QUESTIONS = [
  'listContent',
  'listAttachments',
  'readBody',
  'listLabels',
  'listSpaces',
  'listVersions',
  'listContributors',
  'listReactions',
  'listTasks',
  'listUsers',
] as const

type Ask = (...given: readonly never[]) => Promise<unknown>

/**
 * The same answers, with an end: a page whose macros have asked for longer than `allMs` gets no more of them, and between
 * two questions whoever else waits for the server gets it. `now`: milliseconds.
 */
export function paced(
  env: Environment,
  { allMs, turnMs }: Patience,
  now = () => performance.now(),
): Environment {
  const stopwatch = startStopwatch(now)
  let turnAt = now() + turnMs
  const slowed = (ask: Ask): Ask => {
    return async (...given) => {
      if (now() > turnAt) {
        await turn()
        turnAt = now() + turnMs
      }
      if (stopwatch.read() > allMs) throw new Error('The macros of this page have asked too much.')
      stopwatch.enter()
      try {
        return await ask(...given)
      } finally {
        stopwatch.leave()
      }
    }
  }
  const questions = QUESTIONS.flatMap((name) => {
    const ask = env[name] as Ask | undefined
    return ask === undefined ? [] : [[name, slowed(ask)] as const]
  })
  return { ...env, ...(Object.fromEntries(questions) as Partial<Environment>) }
}

/** Measures while anything is under way; what is under way at once counts once. */
function startStopwatch(now: () => number) {
  let before = 0
  let since = 0
  let underWay = 0
  return {
    read: () => before + (underWay > 0 ? now() - since : 0),
    enter: () => {
      if (underWay++ === 0) since = now()
    },
    leave: () => {
      if (--underWay === 0) before += now() - since
    },
  }
}
