import { Type } from 'typebox'
import { notFound } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { permittedInSpace } from '../../domain/access/check.ts'
import { findBackup, startSpaceBackup } from '../../domain/backup/administer.ts'
import type { BackupJob } from '../../domain/backup/backup-job.ts'
import { readSpace } from '../../domain/space/read.ts'
import { type Answer, type Call, redirect } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import { idOf, row, sent, shown } from '../screen.ts'

const text = Type.Optional(Type.String())
const asking = {
  ...shown,
  access: 'user',
  errors: ['unauthenticated', 'forbidden', 'not-found'],
} as const

/** The export of a space: the archive that a backup of it makes. */
export const exportSpaceRoutes = [
  row({
    ...asking,
    id: 'exportSpaceXmlAction',
    path: '/spaces/exportspacexml.action',
    summary: 'Asks whether a space is to be exported.',
    query: Type.Object({ key: text }),
    handle: async (web, { call, query }) => {
      const space = await readSpace(web.domain, query.key ?? '')
      const may = await permittedInSpace(web.domain, space, undefined, ['export'])
      const action = `${web.domain.place.contextPath}/spaces/doexportspace.action?key=${encodeURIComponent(space.key)}`
      return say(web, call, `Export ${space.name}`, {
        main:
          may.length === 0
            ? html`<p>You may look at this space, and not export it.</p>`
            : html`<p>
                  The archive has everything in the space: pages with all versions, comments and files. A
                  system administrator can restore it, here or elsewhere.
                </p>
                <form method="post" action="${action}">
                  ${csrfField(web.csrf)}<button type="submit" class="button primary">Export</button>
                </form>`,
        status: may.length === 0 ? 403 : 200,
      })
    },
  }),
  row({
    ...sent,
    id: 'doExportSpaceAction',
    path: '/spaces/doexportspace.action',
    summary: 'Have a space exported; leads to where its archive will lie.',
    errors: [...sent.errors, 'conflict'],
    query: Type.Object({ key: text }),
    handle: async (web, { query }) => {
      const { key } = await readSpace(web.domain, query.key ?? '')
      const { id } = await startSpaceBackup(web.domain, { spaceKeys: [key] })
      return redirect(`${web.domain.place.contextPath}/spaces/exportspaceresult.action?jobId=${id}`)
    },
  }),
  row({
    ...asking,
    id: 'exportSpaceResultAction',
    path: '/spaces/exportspaceresult.action',
    summary: 'How far an export is, and where its archive lies.',
    query: Type.Object({ jobId: text }),
    handle: async (web, { call, query }) => {
      const job = await findBackup(web.domain, idOf(query.jobId))
      if (job === undefined) throw notFound('There is no such export.')
      const isOver = ['finished', 'failed', 'cancelled'].includes(job.state)
      return say(web, call, `Export of ${job.spaceKeys.join(', ')}`, {
        main: progress(job),
        // The screen looks again by itself, without any script.
        ...(isOver ? {} : { headers: { refresh: '2' } }),
      })
    },
  }),
]

function progress({ id, state, error, statistics }: BackupJob): Html {
  if (state === 'finished') {
    const address = `/rest/api/backup-restore/jobs/${id}/download`
    return html`<p>The archive is ready.</p>
      <p><a class="button primary space-export-download-path" href="${address}">Download the archive</a></p>`
  }
  if (state === 'failed' || state === 'cancelled')
    return html`<p class="notice error">${error || 'It was cancelled.'}</p>`
  return html`<p role="status">
    The archive is being made: ${statistics.processed} things of ${statistics.total} so far.
  </p>`
}

async function say(
  web: WebContext,
  call: Call,
  title: string,
  screen: { readonly main: Html; readonly status?: number; readonly headers?: Record<string, string> },
): Promise<Answer> {
  const { main, ...more } = screen
  return present(await frameOf(web, call), {
    title,
    narrow: true,
    ...more,
    main: html`<div class="card">
      <h1>${title}</h1>
      ${main}
    </div>`,
  })
}
