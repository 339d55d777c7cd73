import { parseArgs } from 'node:util'
import type { Command, CommandOption } from './command.ts'
import { exitCodes } from './failure.ts'

/** A command in the list: what it is for, and how its code is loaded once it is called. */
interface Listed {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

/** Every command, in the order of the help. Only the one that is called is loaded. */
export const commands: readonly Listed[] = [
  {
    name: 'serve',
    summary: 'Start the wiki server.',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'token',
    summary: 'Create, list and revoke API tokens of a user.',
    load: async () => (await import('./commands/token.ts')).token,
  },
  {
    name: 'backup',
    summary: 'Write everything that the site is into one file.',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: 'Replace everything that the site is by a backup. Stop the server before.',
    load: async () => (await import('./commands/backup.ts')).restore,
  },
  {
    name: 'renew-secret',
    summary: 'Make a new secret to sign with. Stop the server before.',
    load: async () => (await import('./commands/renew-secret.ts')).renewSecretCommand,
  },
  {
    name: 'convert',
    summary: 'Convert or check a document, without a server.',
    load: async () => (await import('./commands/convert.ts')).convertCommand,
  },
  {
    name: 'lint',
    summary: 'Say what is wrong or doubtful with documents, without a server.',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    name: 'login',
    summary: 'Remember a site and who you are there.',
    load: async () => (await import('./commands/login.ts')).login,
  },
  {
    name: 'whoami',
    summary: 'Say as whom and where commands are done.',
    load: async () => (await import('./commands/whoami.ts')).whoami,
  },
  {
    name: 'profile',
    summary: 'List, choose and forget the sites that login remembered.',
    load: async () => (await import('./commands/profile.ts')).profile,
  },
  {
    name: 'page',
    summary: 'Read and change pages.',
    load: async () => (await import('./commands/page.ts')).page,
  },
  {
    name: 'space',
    summary: 'Read, make and change spaces, and say who may do what in them.',
    load: async () => (await import('./commands/space.ts')).space,
  },
  {
    name: 'attachment',
    summary: 'List, fetch, put and delete the files of a page.',
    load: async () => (await import('./commands/attachment.ts')).attachment,
  },
  {
    name: 'label',
    summary: 'List, add and remove the labels of a page or a space.',
    load: async () => (await import('./commands/label.ts')).label,
  },
  {
    name: 'comment',
    summary: 'List, write and remove the comments of a page.',
    load: async () => (await import('./commands/comment.ts')).comment,
  },
  {
    name: 'property',
    summary: 'Keep data beside a page: JSON by key.',
    load: async () => (await import('./commands/property.ts')).property,
  },
  {
    name: 'restriction',
    summary: 'Say who alone may read or change a page.',
    load: async () => (await import('./commands/restriction.ts')).restriction,
  },
  {
    name: 'search',
    summary: 'Find content with a CQL query.',
    load: async () => (await import('./commands/search.ts')).search,
  },
  {
    name: 'user',
    summary: 'Find users, and administer them.',
    load: async () => (await import('./commands/user.ts')).user,
  },
  {
    name: 'group',
    summary: 'List groups and their members, and administer them.',
    load: async () => (await import('./commands/group.ts')).group,
  },
  {
    name: 'watch',
    summary: 'See who watches a page or a space; begin and end to watch.',
    load: async () => (await import('./commands/watch.ts')).watch,
  },
  {
    name: 'log',
    summary: 'Add rows to a table on a page and touch nothing else there.',
    load: async () => (await import('./commands/log.ts')).log,
  },
  {
    name: 'publish',
    summary: 'Publish Markdown, wiki, HTML or storage files as a tree of pages.',
    load: async () => (await import('./commands/publish.ts')).publish,
  },
  {
    name: 'pull',
    summary: 'Bring a space, or a page and all below it, into a folder as files.',
    load: async () => (await import('./commands/pull.ts')).pull,
  },
  {
    name: 'diff',
    summary: 'Show what changed in a page, or what a file would change in it.',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'harvest',
    summary: 'Fetch users, pages or activity, and later only what is new.',
    load: async () => (await import('./commands/harvest.ts')).harvest,
  },
  {
    name: 'api',
    summary: 'Ask any operation of the API.',
    load: async () => (await import('./commands/api.ts')).api,
  },
  {
    name: 'completion',
    summary: 'Write what makes a shell complete these commands.',
    load: async () => (await import('./commands/completion.ts')).completionOf(commands),
  },
]

/** Find the command, run it, set the exit code. What goes wrong is one sentence on standard error. */
export async function run(words: readonly string[]): Promise<void> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(overview())
    return
  }
  const listed = commands.find((known) => known.name === name)
  if (listed === undefined) {
    fail(`inver has no command "${name}". Try: inver help`)
    return
  }
  const command = await listed.load()
  try {
    const { values, lists, positionals } = parse(command, rest)
    if (values.help !== undefined) console.log(helpOn(command, positionals[0]))
    else process.exitCode = await command.run(positionals, values, lists)
  } catch (error) {
    process.exitCode = codeOf(error, command)
  }
}

/** Tells what happened in a sentence and gives its exit code; what nobody foresaw is thrown on. */
function codeOf(error: unknown, command: Command): number {
  if (!(error instanceof Error)) throw error
  const { name, code } = error as Error & { code?: unknown }
  if (name === 'Misuse' || name === 'Failure' || name === 'AppError') fail(error.message)
  else throw error
  if (name === 'Failure' && typeof code === 'number') return code
  return name === 'Misuse' || code === 'bad-parameter' ? (command.misuseCode ?? 1) : exitCodes.failed
}

/** A call that cannot be understood. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

function parse(command: Command, words: readonly string[]) {
  const known = Object.fromEntries(
    command.options.map(({ name, value, multiple = false }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple } as const,
    ]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...known, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    const given = Object.entries(values)
    const texts = given.flatMap(([name, value]) => (Array.isArray(value) ? [] : [[name, String(value)]]))
    const lists = given.flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.map(String)]] : []))
    return {
      values: Object.fromEntries(texts) as Record<string, string | undefined>,
      lists: Object.fromEntries(lists) as Record<string, string[]>,
      positionals,
    }
  } catch (error) {
    throw new Misuse(`${(error as Error).message} (see: inver ${command.name} --help)`)
  }
}

function fail(sentence: string): void {
  process.stderr.write(`inver: ${sentence}\n`)
  process.exitCode = exitCodes.failed
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(12)} ${command.summary}`)
  return [
    'Usage: inver COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...lines,
    '',
    'Help on one: inver COMMAND --help; of the program: inver --version',
  ].join('\n')
}

function helpOn(command: Command, action: string | undefined): string {
  const help = action === undefined ? undefined : command.helpOn?.(action)
  if (help !== undefined) return help
  const usage = command.usage.map((line) => `  ${line}`)
  return [command.summary, '', ...usage, '', 'Options:', ...optionLines(command.options)].join('\n')
}

/** The lines of the help on options. */
function optionLines(options: readonly CommandOption[]): string[] {
  return options.map(({ name, value, about }) => {
    const spelled = `--${name}${value === undefined ? '' : ` ${value}`}`
    return `  ${spelled.padEnd(26)} ${about}`
  })
}
