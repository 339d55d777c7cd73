/** Loaded before a program with `--import`: when it ends, the processor time that it took is in the file that is named. */
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeFileSync(process.env.BENCH_CPU_FILE ?? '', String((user + system) / 1000))
})
