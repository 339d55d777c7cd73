import type { Client } from '../sdk/index.ts'
import { asFailure, clientFor, clientOptions } from './client.ts'
import type { Command, CommandOption, Lists, Options } from './command.ts'
import { exitCodes, Failure } from './failure.ts'
import { outputOptions } from './output.ts'

/** What an action is given. */
export interface Call {
  readonly words: readonly string[]
  readonly options: Options
  readonly lists: Lists
  readonly client: Client
}

/** Something that a client's command does. */
export interface Action {
  /** One sentence. */
  readonly summary: string
  /** Lines of its help below that. */
  readonly more?: readonly string[]
  /** What follows its name: `PAGE [--to FILE]`. */
  readonly takes: string
  /** A call that can be copied, without the program's name. */
  readonly example: string
  readonly options?: readonly CommandOption[]
  /** How many words it wants, at least and at most. */
  readonly words: readonly [number, number]
  /** Gives back an exit code where it is another than that of success. */
  run(call: Call): Promise<number | void>
}

/** A command with actions: `inver page get …`. */
export function commandOf(name: string, summary: string, actions: Readonly<Record<string, Action>>): Command {
  const names = Object.keys(actions)
  const own = Object.values(actions).flatMap(({ options = [] }) => options)
  return {
    name,
    summary,
    misuseCode: exitCodes.misuse,
    usage: [
      ...Object.entries(actions).map(([action, { takes }]) => `inver ${name} ${action} ${takes}`.trim()),
      '',
      ...Object.values(actions).map(({ example }) => `Example: inver ${example}`),
      '',
      `More on one: inver ${name} ACTION --help`,
    ],
    options: unique([...own, ...outputOptions, ...clientOptions]),
    actions: Object.entries(actions).map(([action, { summary: does, options = [] }]) => ({
      name: action,
      summary: does,
      options: unique([...options, ...outputOptions, ...clientOptions]),
    })),
    helpOn: (action) => {
      const found = actions[action]
      return found === undefined ? undefined : helpOf(`${name} ${action}`, found)
    },
    async run([chosen = '', ...words], options, lists) {
      const action = actions[chosen]
      if (action === undefined) {
        throw new Failure(
          'misuse',
          `Say what to do: inver ${name} ${names.join(', ')} (see: inver ${name} --help).`,
        )
      }
      return runAction(`${name} ${chosen}`, action, { words, options, lists })
    },
  }
}

/** A command that does one thing: `inver search …`. */
export function commandFor(name: string, action: Action): Command {
  return {
    name,
    summary: action.summary,
    misuseCode: exitCodes.misuse,
    usage: [`inver ${name} ${action.takes}`.trim(), '', `Example: inver ${action.example}`],
    options: unique([...(action.options ?? []), ...outputOptions, ...clientOptions]),
    run: (words, options, lists) => runAction(name, action, { words, options, lists }),
  }
}

async function runAction(name: string, action: Action, call: Omit<Call, 'client'>): Promise<number> {
  const [least, most] = action.words
  if (call.words.length < least || call.words.length > most) {
    throw new Failure('misuse', `Write: inver ${name} ${action.takes} (see: inver ${name} --help).`)
  }
  // Whoever reads the answer may have had enough: `inver search … | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  const client = clientFor(call.options)
  try {
    return (await action.run({ ...call, client })) ?? exitCodes.done
  } catch (error) {
    throw asFailure(error, client.root)
  }
}

function helpOf(name: string, { summary, more = [], takes, example, options = [] }: Action): string {
  const all = unique([...options, ...outputOptions, ...clientOptions]).map(
    ({ name: option, value, about }) => {
      const spelled = `--${option}${value === undefined ? '' : ` ${value}`}`
      return `  ${spelled.padEnd(26)} ${about}`
    },
  )
  return [
    summary,
    ...more,
    '',
    `  inver ${name} ${takes}`,
    '',
    `Example: inver ${example}`,
    '',
    'Options:',
    ...all,
  ].join('\n')
}

/** Actions of one command share the options that they have in common. */
function unique(options: readonly CommandOption[]): CommandOption[] {
  return [...new Map(options.map((option) => [option.name, option])).values()]
}
