import type { DiffLine } from '../../base/diff.ts'
import { type Html, html, raw } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { ContentSummary, UserSummary } from '../../document/env.ts'
import type { Message } from '../../document/message.ts'
import { spacePath } from '../../domain/render/urls.ts'
import type { Answer, Call } from '../../http/route.ts'
import { diffTable } from '../components/diff-table.ts'
import { personLink } from '../components/person.ts'
import { textArea } from '../components/text-area.ts'
import { crumbsTo } from '../content-page.ts'
import type { WebContext } from '../context.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import type { Desk, Notation, Writing } from './writing.ts'

/** What somebody else saved while this was written. */
export interface Meanwhile {
  readonly version: number
  readonly by: UserSummary | undefined
  readonly message: string
  /** The whole of it, in the notation of the writing. */
  readonly text: string
  /** How the text that the writing began from became theirs. */
  readonly changes: readonly DiffLine[]
}

/** What the editor shows. */
export interface EditorState {
  readonly writing: Writing
  /** The pages above, for the way to this one. */
  readonly ancestors: readonly ContentSummary[]
  /** Titles of pages that it can stand below. */
  readonly parents: readonly string[]
  /** Where the reader goes without saving. */
  readonly cancelUrl: string
  /** Why it was not saved, and with which status that is said. */
  readonly problem?: { readonly text: string; readonly status: number }
  readonly message?: string
  readonly findings?: readonly Message[]
  readonly meanwhile?: Meanwhile
  /** HTML of the document engine. */
  readonly preview?: string
}

/** The screen in which pages and blog posts are written. */
export async function presentEditor(
  web: WebContext,
  call: Call,
  desk: Desk,
  state: EditorState,
): Promise<Answer> {
  const ctx = web.domain
  const { contextPath } = ctx.place
  const { content, space } = desk
  const title = titleOf(desk)
  return present(await frameOf(web, call, space.id), {
    title: `${title} - ${space.name}`,
    ...(state.problem ? { status: state.problem.status } : {}),
    head: html`<meta name="ajs-page-id" content="${content?.id ?? 0}" />
      <meta name="ajs-space-key" content="${space.key}" />
      <meta name="ajs-space-name" content="${space.name}" />`,
    main: html`<div class="editor-screen">
      <header class="screen-header">
        ${crumbsTo(ctx, space, state.ancestors)}
        <h1>${title}</h1>
        ${content ? undefined : html`<p class="lead">in <a href="${contextPath + spacePath(ctx.place, space)}">${space.name}</a></p>`}
      </header>
      ${notices(state)}${findingList(state)}${form(web, desk, state)}${previewPart(state)}
      ${state.meanwhile && meanwhilePart(state.meanwhile)}
    </div>`,
  })
}

function titleOf({ kind, content }: Desk): string {
  const what = kind === 'page' ? 'page' : 'blog post'
  if (content === undefined) return `New ${what}`
  return content.status === 'draft' ? `Draft of a ${what}` : `Edit ${what}`
}

function notices({ problem, message, meanwhile }: EditorState): Html {
  return html`${message === undefined ? undefined : html`<p class="notice" role="status">${message}</p>`}
  ${problem && html`<p class="notice error" role="alert">${problem.text}</p>`}
  ${
    meanwhile &&
    html`<div class="notice" id="meanwhile-notice" role="alert">
      <p>
        <strong>${personLink(meanwhile.by)} has saved version ${meanwhile.version} since you began.</strong>
        ${meanwhile.message === '' ? undefined : html`They said: <q>${meanwhile.message}</q>`}
      </p>
      <p>
        Your text is here as you wrote it. Take into it what you want of
        <a href="#meanwhile">what they changed</a>; saving it then makes version ${meanwhile.version + 1}.
      </p>
    </div>`
  }`
}

function findingList({ findings, writing }: EditorState): Html | undefined {
  if (findings === undefined || findings.length === 0) return undefined
  const lines = writing.text.split('\n')
  return html`<section class="findings" aria-labelledby="findings">
    <h2 id="findings" class="visually-hidden">What is wrong with the text</h2>
    <ol>
      ${findings.slice(0, limits.screenFindings).map(
        ({ severity, text, row, column, hint }) =>
          html`<li class="finding ${severity}">
            <p>
              <a href="#content-text" data-row="${row}" data-column="${column}"
                >Row ${row}, column ${column}</a
              >: ${text}${hint === undefined ? undefined : html` <span class="facts">${hint}</span>`}
            </p>
            <pre class="finding-line"><code>${around(lines[row - 1] ?? '', column)}</code></pre>
          </li>`,
      )}
    </ol>
  </section>`
}

/** The part of a line around a column, with the place marked. */
function around(line: string, column: number): Html {
  const at = Math.max(0, column - 1)
  const [start, end] = [Math.max(0, at - 40), at + 60]
  return html`${start > 0 ? '…' : ''}${line.slice(start, at)}<mark>${line.slice(at, at + 1) || ' '}</mark>${line.slice(at + 1, end)}${end < line.length ? '…' : ''}`
}

function form(web: WebContext, desk: Desk, state: EditorState): Html {
  const { writing } = state
  const address = web.domain.place.contextPath + actionOf(desk)
  // Enter in a field sends the first button: that one must change nothing.
  return html`<form class="editor" method="post" action="${address}" data-editor>
    ${csrfField(web.csrf)}<input type="hidden" name="originalVersion" value="${writing.version}" />
    <input type="hidden" name="notation" value="${writing.notation}" />
    <button
      type="submit"
      class="visually-hidden"
      name="do"
      value="preview"
      formaction="${address}#preview"
      tabindex="-1"
    >
      Preview
    </button>
    <div class="editor-fields">
      <p class="field">
        <label for="content-title">Title</label
        ><input
          id="content-title"
          name="title"
          type="text"
          maxlength="${limits.titleLength}"
          autocomplete="off"
          value="${writing.title}"
          ${writing.title === '' ? html`autofocus` : undefined}
        />
      </p>
      ${desk.kind === 'page' ? parentField(state) : undefined}
    </div>
    <p class="field">
      <label for="content-text">Text, in ${NOTATIONS[writing.notation]}</label>${textArea(
        {
          id: 'content-text',
          name: 'content',
          rows: '22',
          spellcheck: String(writing.notation !== 'storage'),
          class: 'source-text',
          'aria-describedby': 'notation-help',
        },
        writing.text,
      )}
    </p>
    ${notationPart(writing.notation, address)}
    ${desk.content && desk.content.status !== 'draft' ? versionFields(writing) : undefined}
    ${buttons(desk, state, address)}
  </form>`
}

function parentField({ writing, parents }: EditorState): Html {
  return html`<p class="field">
    <label for="parent-page">Page above it <span class="facts">(empty: the top of the space)</span></label
    ><input
      id="parent-page"
      name="parentPageString"
      type="text"
      list="parent-pages"
      autocomplete="off"
      maxlength="${limits.titleLength}"
      value="${writing.parent}"
    /><datalist id="parent-pages">
      ${parents.map((title) => html`<option value="${title}"></option>`)}
    </datalist>
  </p>`
}

const NOTATIONS: Readonly<Record<Notation, string>> = {
  storage: 'storage format',
  markdown: 'Markdown',
  wiki: 'wiki markup',
}

const HELP: Readonly<Record<Notation, Html>> = {
  storage: html`The page as it is kept, every byte of it: XHTML such as <code>&lt;p&gt;text&lt;/p&gt;</code>,
    with macros as <code>&lt;ac:structured-macro ac:name="toc" /&gt;</code>.`,
  markdown: html`<code># Heading</code>, <code>**bold**</code>, <code>[text](address)</code>,
    <code>- item</code>. What Markdown cannot say stands in comments: leave them, and it is kept.`,
  wiki: html`<code>h1. Heading</code>, <code>*bold*</code>, <code>[Page title]</code>, <code>* item</code>,
    <code>{toc}</code>.`,
}

function notationPart(notation: Notation, address: string): Html {
  return html`<div class="notation">
    <p class="facts" id="notation-help">${HELP[notation]}</p>
    <p class="notation-choice">
      <label for="wanted-notation">Write it in</label>
      <select id="wanted-notation" name="wantedNotation">
        ${Object.entries(NOTATIONS).map(
          ([name, text]) =>
            html`<option value="${name}" ${name === notation ? html`selected` : undefined}>${text}</option>`,
        )}
      </select>
      <button type="submit" class="button" name="do" value="notation" formaction="${address}">Convert</button>
    </p>
  </div>`
}

function versionFields(writing: Writing): Html {
  return html`<div class="editor-fields">
    <p class="field">
      <label for="version-comment">What you changed <span class="facts">(shown in the history)</span></label
      ><input
        id="version-comment"
        name="versionComment"
        type="text"
        maxlength="${limits.commentLength}"
        autocomplete="off"
        value="${writing.message}"
      />
    </p>
    <p class="field choice">
      <input
        id="minor-edit"
        name="minorEdit"
        type="checkbox"
        value="true"
        ${writing.minorEdit ? html`checked` : undefined}
      /><label for="minor-edit">A minor change: tell nobody who watches</label>
    </p>
  </div>`
}

function buttons({ content }: Desk, { cancelUrl }: EditorState, address: string): Html {
  const isPublished = content !== undefined && content.status !== 'draft'
  return html`<div class="editor-actions">
    <button type="submit" class="button primary" name="do" value="save">
      ${isPublished ? 'Save' : 'Publish'}
    </button>
    <button type="submit" class="button" name="do" value="preview" formaction="${address}#preview">
      Preview
    </button>
    ${isPublished ? undefined : html`<button type="submit" class="button" name="do" value="draft">Keep as draft</button>`}
    <a class="button plain" href="${cancelUrl}">Cancel</a>
  </div>`
}

function previewPart({ preview, writing }: EditorState): Html | undefined {
  if (preview === undefined) return undefined
  return html`<section id="preview" class="preview" aria-labelledby="preview-title" tabindex="-1">
    <h2 id="preview-title" class="part-title">Preview: nothing is saved yet</h2>
    <div class="preview-page">
      <h1 class="pagetitle">${writing.title}</h1>
      <div class="wiki-content">${raw(preview)}</div>
      ${preview.trim() === '' ? html`<p class="empty">There is no text yet.</p>` : undefined}
    </div>
  </section>`
}

function meanwhilePart({ version, changes, text }: Meanwhile): Html {
  return html`<section id="meanwhile" class="page-part" aria-labelledby="meanwhile-title">
    <h2 id="meanwhile-title" class="part-title">What was saved as version ${version}</h2>
    ${diffTable(changes)}
    <details>
      <summary>The whole text of version ${version}</summary>
      <pre class="source"><code>${text}</code></pre>
    </details>
  </section>`
}

/** Where a form about this is sent. */
function actionOf({ kind, content, space }: Desk): string {
  if (content !== undefined) return `/pages/doeditpage.action?pageId=${content.id}`
  const action = kind === 'page' ? 'docreatepage' : 'docreateblogpost'
  return `/pages/${action}.action?spaceKey=${encodeURIComponent(space.key)}`
}
