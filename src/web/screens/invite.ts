import { AppError, notFound } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { inviteAgain, type Invitation, inviteUser, sendsMail } from '../../domain/credential/access-letter.ts'
import { findGroup } from '../../domain/group/read.ts'
import { defaultGroup, readUser } from '../../domain/user/user.ts'
import type { Answer, Call } from '../../http/route.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import type { WebContext } from '../context.ts'
import { csrfField, type Frame, frameOf, present } from '../layout.ts'
import { fieldOf, row, shown } from '../screen.ts'

/** Inviting people. */
export const inviteRoutes = [
  row({
    ...shown,
    id: 'viewInviteUserAction',
    access: 'administrator',
    errors: ['unauthenticated', 'forbidden'],
    path: '/admin/users/inviteuser.action',
    summary: 'The form with which administrators invite people.',
    handle: (web, { call }) => showForm(web, call, {}),
  }),
  row({
    ...shown,
    id: 'doInviteUserAction',
    method: 'POST',
    access: 'administrator',
    errors: ['unauthenticated', 'forbidden', 'not-found', 'bad-request', 'duplicate-key', 'xsrf'],
    path: '/admin/users/doinviteuser.action',
    summary: 'Make an account and send its owner a link to set the password; or send the link once more.',
    body: 'form',
    handle: async (web, { call, body }) => {
      try {
        return await showForm(web, call, { invitation: await invite(web, body) })
      } catch (error) {
        if (!(error instanceof AppError) || !SHOWN.has(error.code)) throw error
        return showForm(web, call, { problem: error.message, given: body })
      }
    },
  }),
]

const SHOWN = new Set(['bad-request', 'duplicate-key', 'not-found'])

async function invite(web: WebContext, body: Readonly<Record<string, unknown>>): Promise<Invitation> {
  const username = fieldOf(body, 'username').trim()
  if (fieldOf(body, 'again') === 'true') {
    const user = await readUser(web.domain, { username })
    if (user === undefined) throw notFound(`There is no user "${username}".`)
    return inviteAgain(web.domain, user)
  }
  const isThere = (await findGroup(web.domain, defaultGroup)) !== undefined
  return inviteUser(web.domain, {
    username,
    email: fieldOf(body, 'email').trim(),
    displayName: fieldOf(body, 'displayName').trim() || username,
    groups: isThere ? [defaultGroup] : [],
  })
}

interface State {
  readonly invitation?: Invitation
  readonly problem?: string
  readonly given?: Readonly<Record<string, unknown>>
}

async function showForm(web: WebContext, call: Call, state: State): Promise<Answer> {
  const frame = await frameOf(web, call)
  const given = state.given ?? {}
  return present(frame, {
    title: 'Invite somebody',
    ...(state.problem === undefined ? {} : { status: 400 }),
    main: html`<header class="screen-header">
        ${breadcrumbs(frame.contextPath, [])}
        <h1>Invite somebody</h1>
      </header>
      ${state.problem === undefined ? undefined : html`<p class="notice error" role="alert">${state.problem}</p>`}
      ${state.invitation === undefined ? undefined : outcome(web, frame, state.invitation)}
      <form class="stacked" method="post" action="${frame.contextPath}/admin/users/doinviteuser.action">
        ${csrfField(frame.csrf)}${field('username', 'User name', 'text', given)}
        ${field('displayName', 'Name', 'text', given)} ${field('email', 'E-mail address', 'email', given)}
        <button type="submit" class="button primary">Invite</button>
      </form>
      ${sendsMail(web.domain) ? undefined : html`<p class="facts">This wiki sends no e-mail: you are shown the link, to hand it over.</p>`}`,
  })
}

function field(name: string, label: string, type: string, given: Readonly<Record<string, unknown>>): Html {
  return html`<label for="invite-${name}">${label}</label
    ><input
      id="invite-${name}"
      name="${name}"
      type="${type}"
      required
      maxlength="${limits.nameLength}"
      value="${fieldOf(given, name)}"
    />`
}

function outcome(web: WebContext, frame: Frame, { user, secret }: Invitation): Html {
  if (secret === undefined) {
    return html`<div class="notice" role="status">
      <p>A link is on its way to ${user.email}. It works once, for seven days.</p>
      <form method="post" action="${frame.contextPath}/admin/users/doinviteuser.action">
        ${csrfField(frame.csrf)}<input type="hidden" name="username" value="${user.username}" /><input
          type="hidden"
          name="again"
          value="true"
        /><button type="submit" class="button">Send another</button>
      </form>
    </div>`
  }
  return html`<div class="notice" role="status">
    <p>Hand this link to ${user.displayName}. It works once, for seven days, and is not shown again.</p>
    <p><code id="invitation">${web.base}/setpassword/${secret}</code></p>
  </div>`
}
