import { html } from '../../base/html.ts'
import { unwatchByToken, watchOfToken } from '../../domain/notify/unwatch.ts'
import type { Answer, Call } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { open, row } from '../screen.ts'

/** Ending a watch by the link of an e-mail; its signature is the proof, so nobody has to log in. */
export const unwatchRoutes = [
  row({
    ...open,
    id: 'viewUnwatch',
    path: '/unwatch/{token}',
    summary: 'Asks whether a watch is to end: mail programs open links unasked.',
    errors: ['not-found'],
    handle: async (web, { call, path }) => {
      watchOfToken(web.domain, path.token)
      return say(
        web,
        call,
        'Stop watching?',
        html`<p>Then you get no more e-mail about this.</p>
          <form class="stacked" method="post">
            <button class="button primary" type="submit">Stop watching</button>
          </form>`,
      )
    },
  }),
  row({
    ...open,
    id: 'doUnwatch',
    method: 'POST',
    path: '/unwatch/{token}',
    summary: 'Ends the watch; also for mail programs that unsubscribe with one click.',
    body: 'form',
    errors: ['not-found'],
    handle: async (web, { call, path }) => {
      await unwatchByToken(web.domain, path.token)
      return say(web, call, 'You no longer watch this', html`<p>You get no more e-mail about it.</p>`)
    },
  }),
]

async function say(
  web: WebContext,
  call: Call,
  title: string,
  body: ReturnType<typeof html>,
): Promise<Answer> {
  return present(await frameOf(web, call), {
    title,
    narrow: true,
    main: html`<div class="card">
      <h1>${title}</h1>
      ${body}
    </div>`,
  })
}
