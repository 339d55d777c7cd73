/** The environment of a text outside any wiki: nothing can be looked up. */
import type { Environment } from './env.ts'

/** Answers every question with nothing; `partial` says what is known all the same. */
export function nowhere(partial: Partial<Environment> = {}): Environment {
  return {
    origin: '',
    contextPath: '',
    now: new Date(0),
    locale: 'en-GB',
    resolve: (targets) => Promise.resolve(targets.map(() => ({ kind: 'missing' }))),
    listContent: () => Promise.resolve([]),
    listAttachments: () => Promise.resolve([]),
    readBody: () => Promise.resolve(undefined),
    ...partial,
  }
}
