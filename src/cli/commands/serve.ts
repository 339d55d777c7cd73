import { type App, startApp } from '../../app.ts'
import { limits } from '../../base/limits.ts'
import { readConfig, settings } from '../../config.ts'
import { settleMemory } from '../settle.ts'
import type { Command } from '../command.ts'

/** `inver serve` */
export const serve: Command = {
  name: 'serve',
  summary: 'Start the wiki server.',
  usage: ['inver serve [--port 8090] [--host 127.0.0.1] [--data data] [--base-url https://wiki.example.com]'],
  options: settings.flatMap(({ option, value, about, variable }) =>
    option === undefined
      ? []
      : [{ name: option, value: value === 'number' ? 'NUMBER' : 'TEXT', about: `${about} (${variable})` }],
  ),
  async run(_words, options) {
    const given = Object.fromEntries(
      settings.flatMap(({ name, option }) => {
        const value = option === undefined ? undefined : options[option]
        return value === undefined ? [] : [[name, value]]
      }),
    )
    const config = readConfig(given)
    const app = await startApp(config)
    announce(app, config.baseUrl, config.adminUsername)
    settleMemory()
    await untilTold()
    await stop(app)
    return 0
  },
}

function announce(app: App, baseUrl: string, adminUsername: string): void {
  console.log(`Inver is running at ${baseUrl || app.url}`)
  if (app.passwordLink === undefined) return
  console.log(`Set the password of the user ${adminUsername} at ${app.passwordLink} (works once, for a day).`)
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/** Requests under way are finished; one that hangs does not keep the server from stopping. */
async function stop(app: App): Promise<void> {
  const impatient = setTimeout(() => process.exit(1), limits.shutdownMs)
  impatient.unref()
  await app.close()
}
