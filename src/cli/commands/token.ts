import { openDomain } from '../../app.ts'
import { isoDay } from '../../base/dates.ts'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readConfig } from '../../config.ts'
import { scopeLevels } from '../../domain/access/actor.ts'
import { type Context, systemContext } from '../../domain/context.ts'
import { createToken, listTokens, revokeToken, type WantedScope } from '../../domain/credential/token.ts'
import { readUser, type User } from '../../domain/user/user.ts'
import type { Command } from '../command.ts'

/** `inver token`: on the machine of the server, beside a running one or without it. */
export const token: Command = {
  name: 'token',
  summary: 'Create, list and revoke API tokens of a user.',
  usage: [
    'inver token create --user NAME --name "what it is for" [--days 90] [--scope read] [--space KEY | --page ID]',
    'inver token list   --user NAME',
    'inver token revoke --user NAME --id ID',
  ],
  options: [
    { name: 'user', value: 'NAME', about: 'The user whose tokens are meant: user name or e-mail address.' },
    { name: 'name', value: 'TEXT', about: 'What the token is for.' },
    {
      name: 'days',
      value: 'NUMBER',
      about: `Days until it expires, 1 to ${limits.tokenDaysMost} (default ${limits.tokenDaysDefault}).`,
    },
    {
      name: 'scope',
      value: 'LEVEL',
      about: `What it may do: ${scopeLevels.join(', ')} (default admin: all that the user may).`,
    },
    { name: 'space', value: 'KEY', about: 'The only space that it reaches.' },
    {
      name: 'page',
      value: 'ID',
      about: 'The page that it reaches, with everything below it, and nothing else.',
    },
    { name: 'id', value: 'ID', about: 'The token to revoke, as list shows it.' },
    { name: 'data', value: 'FOLDER', about: 'The data folder of the server. (INVER_DATA)' },
    { name: 'database-url', value: 'URL', about: 'The database of the server. (INVER_DATABASE_URL)' },
  ],
  actions: [
    { name: 'create', summary: 'Make a token.' },
    { name: 'list', summary: 'List the tokens of a user.' },
    { name: 'revoke', summary: 'End a token.' },
  ],
  async run([action, ...rest], options) {
    const act = action === undefined ? undefined : actions[action]
    if (act === undefined || rest.length > 0) {
      throw new AppError(
        'bad-parameter',
        'Say what to do: inver token create, list or revoke (see: inver token --help).',
      )
    }
    const config = readConfig({ dataFolder: options.data, databaseUrl: options['database-url'] })
    const domain = await openDomain(config)
    try {
      const ctx = systemContext(domain)
      await act(ctx, await userNamed(ctx, options.user), options)
      return 0
    } finally {
      await domain.close()
    }
  },
}

type Action = (
  ctx: Context,
  user: User,
  options: Readonly<Record<string, string | undefined>>,
) => Promise<void>

const actions: Readonly<Record<string, Action>> = {
  async create(ctx, user, options) {
    if (options.name === undefined)
      throw new AppError('bad-parameter', 'Say what the token is for with --name.')
    const days = options.days === undefined ? undefined : Number(options.days)
    const made = await createToken(ctx, {
      userId: user.id,
      name: options.name,
      days,
      scope: scopeIn(options),
    })
    process.stderr.write(
      `Token ${made.token.id} of ${user.username} works until ${isoDay(made.token.expiresAt)}. It is shown only now:\n`,
    )
    console.log(made.secret)
  },
  async list(ctx, user) {
    for (const one of await listTokens(ctx, user.id)) {
      const used = one.lastUsedAt === null ? 'never used' : `last used ${isoDay(one.lastUsedAt)}`
      const { level, spaceId, pageId } = one.scope
      const reach =
        pageId !== undefined ? ` page ${pageId}` : spaceId !== undefined ? ` space ${spaceId}` : ''
      console.log(
        `${one.id}\t${one.name}\t${level}${reach}\tmade ${isoDay(one.createdAt)}\tuntil ${isoDay(one.expiresAt)}\t${used}`,
      )
    }
  },
  async revoke(ctx, user, options) {
    const id = Number(options.id)
    if (!Number.isSafeInteger(id))
      throw new AppError('bad-parameter', 'Say which token with --id; list shows the ids.')
    await revokeToken(ctx, user.id, id)
    console.log(`Token ${id} is revoked.`)
  },
}

function scopeIn(options: Readonly<Record<string, string | undefined>>): WantedScope {
  const level = scopeLevels.find((one) => one === options.scope)
  if (options.scope !== undefined && level === undefined)
    throw new AppError('bad-parameter', `--scope is one of ${scopeLevels.join(', ')}.`)
  const pageId = options.page === undefined ? undefined : Number(options.page)
  if (pageId !== undefined && !Number.isSafeInteger(pageId))
    throw new AppError('bad-parameter', '--page is the id of a page.')
  return { level, spaceKey: options.space, pageId }
}

async function userNamed(ctx: Context, name: string | undefined): Promise<User> {
  if (name === undefined) throw new AppError('bad-parameter', 'Say whose token with --user.')
  const user = name.includes('@')
    ? await readUser(ctx, { email: name })
    : await readUser(ctx, { username: name })
  if (user === undefined) throw new AppError('not-found', `There is no user ${name}.`)
  return user
}
