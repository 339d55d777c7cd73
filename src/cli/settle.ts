import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Long enough that whoever waited for the start has had an answer. */
const SETTLE_MS = 1500

/**
 * Give back what starting took: loading the program leaves some thirty megabytes of garbage, and an idle
 * process would keep them for as long as it stays idle.
 */
export function settleMemory(): void {
  const timer = setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as (options: object) => void
    // `last-resort` also hands emptied pages back to the system.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  }, SETTLE_MS)
  timer.unref()
}
