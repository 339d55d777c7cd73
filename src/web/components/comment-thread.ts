import { type Html, html, raw } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { UserSummary } from '../../document/env.ts'
import { avatar, personLink } from './person.ts'
import { when } from './time.ts'

/** A comment as a page shows it. */
export interface ShownComment {
  readonly id: number
  /** The comment that it answers. */
  readonly parentId: number | null
  readonly author: UserSummary | undefined
  readonly createdAt: number
  readonly version: number
  /** HTML of the document engine. */
  readonly body: string
  readonly isInline: boolean
  /** The passage that it is about, where that is known. */
  readonly passage: string | undefined
  /** Whether somebody has settled it. */
  readonly isResolved: boolean
}

/** Comments under the one they answer, oldest first. An answer whose comment is gone stands by itself. */
export function commentThreads(
  contextPath: string,
  comments: readonly ShownComment[],
  now: number,
  toolsOf: (comment: ShownComment) => Html | undefined = () => undefined,
): Html {
  const ids = new Set(comments.map((comment) => comment.id))
  const answers = Map.groupBy(comments, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : 0,
  )
  const thread = (parentId: number, depth: number): Html | undefined => {
    const here = answers.get(parentId)
    if (here === undefined) return undefined
    // Beyond some depth the indentation would leave no room for words.
    const level = depth < limits.screenCommentDepth ? 'comment-threads' : 'comment-threads flat'
    return html`<ol class="${level}">
      ${here.map(
        (comment) =>
          html`<li class="comment-thread" id="comment-thread-${comment.id}">
            ${oneComment(contextPath, comment, now)}${toolsOf(comment)}${thread(comment.id, depth + 1)}
          </li>`,
      )}
    </ol>`
  }
  return thread(0, 0) ?? html``
}

function aboutPassage({ isInline, parentId, passage, isResolved }: ShownComment): Html | undefined {
  if (!isInline || parentId !== null) return undefined
  const what = passage === undefined ? 'a passage of the text' : `“${shortened(passage)}”`
  return html` <span class="facts">on ${what}${isResolved ? ', resolved' : ''}</span>`
}

function shortened(text: string): string {
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text
}

/** Characters of a passage that stand beside the name of whoever commented on it. */
const MOST_QUOTED = 80

function oneComment(contextPath: string, comment: ShownComment, now: number): Html {
  const { id, author, createdAt, body } = comment
  return html`<article
    class="comment"
    id="comment-${id}"
    aria-label="Comment of ${author?.displayName ?? 'Anonymous'}"
  >
    <header class="comment-header">
      ${avatar(contextPath, author)}<span class="author">${personLink(author)}</span>
      <a class="comment-date" href="#comment-${id}">${when(createdAt, now)}</a
      >${comment.version > 1 ? html` <span class="facts">edited</span>` : undefined}${aboutPassage(comment)}
    </header>
    <div class="comment-content wiki-content">${raw(body)}</div>
  </article>`
}
