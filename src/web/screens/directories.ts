import { Type } from 'typebox'
import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { userSummary } from '../../domain/render/summaries.ts'
import { listSpaces } from '../../domain/space/read.ts'
import { listUsers } from '../../domain/user/user.ts'
import type { Answer, Call } from '../../http/route.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import { pager } from '../components/pager.ts'
import { avatar, personLink } from '../components/person.ts'
import { spaceCards } from '../components/space-cards.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { numberOf, row, shown } from '../screen.ts'

const stretch = Type.Object({ start: Type.Optional(Type.String()) })

/** Everything there is of one kind: spaces, people. */
export const directoryRoutes = [
  row({
    ...shown,
    id: 'viewSpaceDirectoryAction',
    errors: [],
    path: '/spacedirectory/view.action',
    summary: 'All spaces.',
    query: stretch,
    handle: (web, { call, query }) => showSpaces(web, call, numberOf(query.start, 0)),
  }),
  row({
    ...shown,
    id: 'viewSpaceDirectory',
    errors: [],
    path: '/spaces',
    summary: 'All spaces.',
    query: stretch,
    handle: (web, { call, query }) => showSpaces(web, call, numberOf(query.start, 0)),
  }),
  row({
    ...shown,
    id: 'viewPeopleAction',
    access: 'user',
    errors: ['unauthenticated'],
    path: '/browsepeople.action',
    summary: 'All people.',
    query: stretch,
    handle: (web, { call, query }) => showPeople(web, call, numberOf(query.start, 0)),
  }),
  row({
    ...shown,
    id: 'viewPeople',
    access: 'user',
    errors: ['unauthenticated'],
    path: '/people',
    summary: 'All people.',
    query: stretch,
    handle: (web, { call, query }) => showPeople(web, call, numberOf(query.start, 0)),
  }),
]

async function showSpaces(web: WebContext, call: Call, start: number): Promise<Answer> {
  const { place } = web.domain
  const limit = limits.screenListItems
  const spaces = await listSpaces(web.domain, {}, 'name', { offset: start, limit })
  const address = `${place.contextPath}/spacedirectory/view.action`
  return present(await frameOf(web, call), {
    title: 'Spaces',
    main: html`<header class="screen-header">
        ${breadcrumbs(place.contextPath, [])}
        <h1>Spaces</h1>
      </header>
      ${spaceCards(place, spaces.items)}
      ${pager({ start, limit, more: spaces.more, names: ['Previous', 'Next'], url: (from) => `${address}?start=${from}` })}`,
  })
}

async function showPeople(web: WebContext, call: Call, start: number): Promise<Answer> {
  const { contextPath } = web.domain.place
  const limit = limits.screenListItems
  const users = await listUsers(web.domain, {}, { offset: start, limit })
  const address = `${contextPath}/browsepeople.action`
  return present(await frameOf(web, call), {
    title: 'People',
    main: html`<header class="screen-header">
        ${breadcrumbs(contextPath, [])}
        <h1>People</h1>
      </header>
      <ul class="content-list people">
        ${users.items
          .map((user) => userSummary(web.domain, user))
          .map(
            (person) =>
              html`<li>
                ${avatar(contextPath, person)}<span class="content-title">${personLink(person)}</span>
                <span class="facts">@${person.username}</span>
              </li>`,
          )}
      </ul>
      ${pager({ start, limit, more: users.more, names: ['Previous', 'Next'], url: (from) => `${address}?start=${from}` })}`,
  })
}
