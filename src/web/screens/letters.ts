import { Type } from 'typebox'
import { html } from '../../base/html.ts'
import { sendsMail } from '../../domain/credential/access-letter.ts'
import { RHYTHM, type Rhythm, rhythmOf, rhythms } from '../../domain/notify/rhythm.ts'
import { readPreference, setPreference } from '../../domain/preference/preference.ts'
import type { Answer, Call } from '../../http/route.ts'
import { type Account, accountOf, presentAccount } from '../account.ts'
import type { WebContext } from '../context.ts'
import { csrfField } from '../layout.ts'
import { fieldOf, row, sent, shown } from '../screen.ts'

const WORDS: Readonly<Record<Rhythm, string>> = {
  'at-once': 'At once, one for each change',
  daily: 'Together, every morning',
  weekly: 'Together, every Monday morning',
  never: 'Never',
}

/** When somebody wants to be told by e-mail what happens to what they watch. */
export const letterRoutes = [
  row({
    ...shown,
    id: 'editEmailPreferencesAction',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    path: '/users/editemailpreferences.action',
    summary: 'When e-mail about watched things comes; of others for administrators.',
    query: Type.Object({ username: Type.Optional(Type.String()) }),
    handle: async (web, { call, query }) => show(web, call, await accountOf(web, query.username)),
  }),
  row({
    ...sent,
    id: 'doEditEmailPreferencesAction',
    path: '/users/doeditemailpreferences.action',
    summary: 'Say when e-mail about watched things comes.',
    handle: async (web, { call, body }) => {
      const account = await accountOf(web, fieldOf(body, 'username'))
      await setPreference(web.domain, account.user, RHYTHM, rhythmOf(fieldOf(body, RHYTHM)))
      return show(web, call, account, 'This is how e-mail comes from now on.')
    },
  }),
]

async function show(web: WebContext, call: Call, account: Account, message?: string): Promise<Answer> {
  const chosen = rhythmOf(await readPreference(web.domain, account.user, RHYTHM))
  const action = `${web.domain.place.contextPath}/users/doeditemailpreferences.action`
  return presentAccount(web, call, {
    tab: 'letters',
    account,
    message,
    main: html`<p>
        E-mail tells what happens to pages, spaces and labels that are watched, and who is mentioned. It never
        tells one’s own and minor changes.
      </p>
      ${sendsMail(web.domain) ? undefined : html`<p class="notice">This wiki sends no e-mail: no mail server is set.</p>`}
      <form class="stacked" method="post" action="${action}">
        ${csrfField(web.csrf)}${account.own ? undefined : html`<input type="hidden" name="username" value="${account.user.username}" />`}
        ${rhythms.map(
          (rhythm) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="${RHYTHM}"
                value="${rhythm}"
                ${rhythm === chosen ? html`checked` : undefined}
              />${WORDS[rhythm]}</label
            >`,
        )}
        <button type="submit" class="button primary">Save</button>
      </form>`,
  })
}
