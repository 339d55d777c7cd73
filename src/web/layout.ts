import { type Html, html } from '../base/html.ts'
import { limits } from '../base/limits.ts'
import type { UserSummary } from '../document/env.ts'
import { currentLook } from '../domain/look/look.ts'
import { accessMode } from '../domain/site/access-mode.ts'
import { userSummary } from '../domain/render/summaries.ts'
import { usersById } from '../domain/user/user.ts'
import { Answer, type Call } from '../http/route.ts'
import { mark } from './components/icons.ts'
import { avatar } from './components/person.ts'
import type { WebContext } from './context.ts'
import { loginAddress } from './destination.ts'
import { styleOf } from './look.ts'
import { htmlHeaders, scriptNonce } from './security.ts'
import { diagramFrame, favicon, script, stylesheet } from './static.ts'

/** What stands around every screen. */
export interface Frame {
  readonly contextPath: string
  readonly siteTitle: string
  /** Sites whose pages may stand in frames. */
  readonly frameOrigins?: readonly string[]
  /** Where the log-in link leads. */
  readonly loginUrl: string
  /** Who reads; absent for visitors without a log-in. */
  readonly reader?: UserSummary
  /** What forms carry. */
  readonly csrf?: string
  /** The colours that the site or the space chose, for the root element. */
  readonly style?: string
  /** Nothing can be changed for now. */
  readonly readOnly?: true
}

/** What one screen puts into the frame. */
export interface Screen {
  readonly title: string
  /** More for the head: the facts that scripts read. */
  readonly head?: Html
  /** Navigation beside the content. */
  readonly sidebar?: Html
  readonly main: Html
  /** What was searched for, to be changed and sent again. */
  readonly query?: string
  /** A narrow screen is one form or one message. */
  readonly narrow?: boolean
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** The frame for who asks, in the colours of a space where the screen is of one. */
export async function frameOf(web: WebContext, call: Call, spaceId?: number): Promise<Frame> {
  const { actor, place } = web.domain
  const frame: Frame = {
    contextPath: place.contextPath,
    siteTitle: web.siteTitle,
    frameOrigins: web.domain.app.documents.frameOrigins,
    loginUrl: loginAddress(place.contextPath, call.url),
    style: styleOf(await currentLook(web.domain, spaceId)),
    ...(web.csrf === undefined ? {} : { csrf: web.csrf }),
    ...((await accessMode(web.domain)) === 'READ_ONLY' ? { readOnly: true } : {}),
  }
  if (actor.kind !== 'user') return frame
  const user = (await usersById(web.domain, [actor.userId])).get(actor.userId)
  return user === undefined ? frame : { ...frame, reader: userSummary(web.domain, user) }
}

/** A whole HTML document as an answer. */
export function present(frame: Frame, screen: Screen): Answer {
  const { contextPath, siteTitle } = frame
  const nonce = scriptNonce()
  const document = html`<!DOCTYPE html>
    <html lang="en" ${frame.style ? html`style="${frame.style}"` : undefined}>
      <head>
        <meta charset="utf-8" />
        <title>${screen.title === siteTitle ? siteTitle : `${screen.title} - ${siteTitle}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="ajs-context-path" content="${contextPath}" />
        <meta name="ajs-remote-user" content="${frame.reader?.username ?? ''}" />
        ${screen.head}
        <link rel="stylesheet" href="${contextPath}/static/${stylesheet.name}" />
        <link rel="icon" type="image/svg+xml" href="${contextPath}/static/${favicon.name}" />
        <script
          src="${contextPath}/static/${script.name}"
          data-frame="${contextPath}/static/${diagramFrame.name}"
          nonce="${nonce}"
          defer
        ></script>
      </head>
      <body>
        <a class="skip-link" href="#main">Skip to content</a>
        ${topBar(frame, screen)}
        <div class="frame${screen.sidebar ? ' with-sidebar' : ''}${screen.narrow ? ' narrow' : ''}">
          ${screen.sidebar}
          <main id="main" tabindex="-1">
            ${frame.readOnly && html`<p class="notice" role="status">The wiki is read-only while it is maintained.</p>`}
            ${screen.main}
          </main>
        </div>
        <footer class="site-footer"><p>Inver: where waters meet, and words.</p></footer>
      </body>
    </html> `
  return new Answer({
    status: screen.status,
    headers: { ...htmlHeaders(nonce, frame.frameOrigins), ...screen.headers },
    body: document.markup,
  })
}

/** A narrow screen offers the log-in itself, where it helps, and distracts by nothing else. */
function topBar(frame: Frame, { narrow, query }: Screen): Html {
  const { contextPath, siteTitle, reader, loginUrl } = frame
  const login = narrow ? undefined : html`<a class="button" href="${loginUrl}">Log in</a>`
  return html`<header class="top-bar">
    <a class="brand" href="${contextPath}/">${mark}<span>${siteTitle}</span></a>
    ${narrow && !reader ? undefined : searchBox(contextPath, query ?? '')}
    <nav class="account" aria-label="Account">${reader ? accountMenu(frame, reader) : login}</nav>
  </header>`
}

function searchBox(contextPath: string, query: string): Html {
  return html`<form class="search-box" role="search" action="${contextPath}/dosearchsite.action">
    <input
      type="search"
      name="queryString"
      aria-label="Search the wiki"
      placeholder="Search"
      maxlength="${limits.screenSearchLength}"
      value="${query}"
    />
  </form>`
}

function accountMenu(frame: Frame, reader: UserSummary): Html {
  return html`<details class="menu">
    <summary>
      ${avatar(frame.contextPath, reader)}<span class="reader-name">${reader.displayName}</span>
    </summary>
    <div class="menu-items">
      <a href="${reader.url}">Your profile</a>
      <a href="${frame.contextPath}/users/viewmydrafts.action">Your drafts</a>
      <a href="${frame.contextPath}/users/sessions.action">Log-in and security</a>
      <form method="post" action="${frame.contextPath}/logout.action">
        ${csrfField(frame.csrf)}<button type="submit">Log out</button>
      </form>
    </div>
  </details>`
}

/** The proof that a form was made for this session. */
export function csrfField(csrf: string | undefined): Html | undefined {
  return csrf === undefined ? undefined : html`<input type="hidden" name="atl_token" value="${csrf}" />`
}
