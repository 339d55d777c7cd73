import { parseArgs } from 'node:util'
import { AppError } from '../base/errors.ts'
import type { Command } from './command.ts'
import { backup, restore } from './commands/backup.ts'
import { convertCommand } from './commands/convert.ts'
import { serve } from './commands/serve.ts'
import { token } from './commands/token.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [serve, token, backup, restore, convertCommand]

/** Find the command, run it, set the exit code. What goes wrong is one sentence on standard error. */
export async function run(words: readonly string[]): Promise<void> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(overview())
    return
  }
  const command = commands.find((known) => known.name === name)
  if (command === undefined) {
    fail(`inver has no command "${name}". Try: inver help`)
    return
  }
  try {
    const { values, positionals } = parse(command, rest)
    if (values.help !== undefined) console.log(helpOn(command))
    else process.exitCode = await command.run(positionals, values)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    fail(error.message)
    if (error.code === 'bad-parameter') process.exitCode = command.misuseCode ?? 1
  }
}

function parse(command: Command, words: readonly string[]) {
  const known = Object.fromEntries(
    command.options.map((option) => [
      option.name,
      { type: option.value === undefined ? 'boolean' : 'string' } as const,
    ]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...known, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    const texts = Object.entries(values).map(([name, value]) => [name, String(value)])
    return { values: Object.fromEntries(texts) as Record<string, string | undefined>, positionals }
  } catch (error) {
    throw new AppError('bad-parameter', `${(error as Error).message} (see: inver ${command.name} --help)`)
  }
}

function fail(sentence: string): void {
  process.stderr.write(`inver: ${sentence}\n`)
  process.exitCode = 1
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`)
  return [
    'Usage: inver COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...lines,
    '',
    'Help on one: inver COMMAND --help',
  ].join('\n')
}

function helpOn(command: Command): string {
  const options = command.options.map((option) => {
    const spelled = `--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`
    return `  ${spelled.padEnd(26)} ${option.about}`
  })
  return [command.summary, '', ...command.usage.map((line) => `  ${line}`), '', 'Options:', ...options].join(
    '\n',
  )
}
