import { limits } from '../../base/limits.ts'
import type { Environment } from '../../document/env.ts'
import { readStorage } from '../../document/formats.ts'
import type { Node } from '../../document/tree.ts'
import { type Context, now } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContents } from '../content/read.ts'
import { bodiesOf } from '../content/rows.ts'
import type { Space } from '../space/space.ts'
import { answerAttachments, answerContent, answerLabels, answerSpaces } from './answers.ts'
import {
  answerContributors,
  answerReactions,
  answerTasks,
  answerUsers,
  answerVersions,
} from './people-answers.ts'
import { paced } from './paced.ts'
import { resolveTargets } from './resolve.ts'
import { unattributed } from './summaries.ts'

/** Where a document stands: in a content, in a space, or nowhere yet. */
export interface Standing {
  readonly space?: Space
  readonly content?: Content
}

/**
 * The answers to what documents ask (`document/env.ts`), for the actor of this context: what they may not see
 * is answered as if it were not there.
 */
export function environmentFor(ctx: Context, standing: Standing): Environment {
  const { space, content } = standing
  const {
    app: { documents },
    actor,
  } = ctx
  const answers: Environment = {
    ...(content && space ? { content: unattributed(ctx, content, space) } : {}),
    ...(space ? { spaceKey: space.key } : {}),
    origin: ctx.place.origin,
    contextPath: ctx.place.contextPath,
    now: new Date(now(ctx)),
    locale: 'en-GB',
    allowRawHtml: documents.allowRawHtml,
    frameOrigins: documents.frameOrigins,
    ...(actor.kind === 'user' ? { reader: { username: actor.username } } : {}),
    resolve: (targets) => resolveTargets(ctx, standing, targets),
    listContent: (query) => answerContent(ctx, standing, query),
    listAttachments: (holder) => answerAttachments(ctx, holder),
    readBody: (id) => bodyTree(ctx, Number(id)),
    listLabels: (query) => answerLabels(ctx, query),
    listSpaces: (query) => answerSpaces(ctx, query),
    listVersions: (id, limit) => answerVersions(ctx, id, limit),
    listContributors: (ids) => answerContributors(ctx, ids),
    listReactions: (ids) => answerReactions(ctx, ids),
    listTasks: (query) => answerTasks(ctx, query),
    listUsers: (query) => answerUsers(ctx, query),
    // Nobody follows anybody here: that is what the wiki knows, and the macro says so.
    listNetwork: () => Promise.resolve([]),
    readWelcome: () => Promise.resolve(welcomeOf(documents.welcome)),
    applicationUrl: (name) => Promise.resolve(documents.applications.get(name.trim().toLowerCase())),
  }
  return ctx.inTransaction ? answers : paced(answers, PATIENCE)
}

const PATIENCE = { allMs: limits.questionsMs, turnMs: limits.questionsTurnMs }

async function bodyTree(ctx: Context, id: number): Promise<readonly Node[] | undefined> {
  const [content] = await readContents(ctx, [id])
  if (content === undefined) return undefined
  const storage = (await bodiesOf(ctx.db, [content])).get(content.id) ?? ''
  return readStorage(storage).tree.children
}

/** A greeting that is no storage format is a sentence. */
function welcomeOf(text: string): readonly Node[] {
  const { tree, messages } = readStorage(text)
  const sentence: Node = { type: 'paragraph', children: [{ type: 'text', value: text }] }
  return messages.length > 0 || tree.children.every((node) => node.type === 'text')
    ? [sentence]
    : tree.children
}
