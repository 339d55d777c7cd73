/** A query parameter that the vendor's documents name and that changes nothing here, with the reason. */
export interface PassedOver {
  /** `v1`, `v2` or `dc` */
  readonly api: 'v1' | 'v2' | 'dc'
  readonly operation: string
  readonly parameters: readonly string[]
  readonly reason: string
}

const UNREAD = 'a leftover of the generator behind the document: the vendor’s own operation does not read it'
const SINGLE = 'one property is answered, so there is no list to cut'

/** All of them; `test/vendor-documents.test.ts` finds those that are missing here. */
export const passedOver: readonly PassedOver[] = [
  ...['GET /content', 'GET /content/search', 'GET /content/{id}', 'GET /space', 'GET /space/{spaceKey}'].map(
    (operation): PassedOver => ({
      api: 'dc',
      operation,
      parameters: ['xoauth_requestor_id'],
      reason: UNREAD,
    }),
  ),
  { api: 'dc', operation: 'GET /content/{id}/property/{key}', parameters: ['limit'], reason: SINGLE },
  {
    api: 'dc',
    operation: 'GET /space/{spaceKey}/property/{key}',
    parameters: ['start', 'limit'],
    reason: SINGLE,
  },
  {
    api: 'dc',
    operation: 'PUT /content/{contentId}',
    parameters: ['asyncReconciliation'],
    reason: 'what is saved is there at once, so nothing is reconciled later',
  },
  {
    api: 'v1',
    operation: 'GET /content/{id}',
    parameters: ['embeddedContentRender'],
    reason: 'an earlier version is shown with its attachments as they are now',
  },
  ...['GET /content', 'GET /content/{id}'].map((operation): PassedOver => ({
    api: 'v1',
    operation,
    parameters: ['trigger'],
    reason: 'reading through the API does not count as having viewed',
  })),
  ...['GET /content/{id}/child', 'GET /content/{id}/child/{type}'].map((operation): PassedOver => ({
    api: 'v1',
    operation,
    parameters: ['parentVersion'],
    reason: 'what hangs on a page hangs on all of its versions',
  })),
  {
    api: 'v1',
    operation: 'GET /template/{contentTemplateId}',
    parameters: ['expand'],
    reason: 'one template is always shown with its body',
  },
  {
    api: 'v1',
    operation: 'GET /search',
    parameters: ['_', 'next', 'prev'],
    reason: 'the parameter cursor alone says where to go on',
  },
  ...['GET /pages/{id}', 'GET /blogposts/{id}'].map((operation): PassedOver => ({
    api: 'v2',
    operation,
    parameters: ['include-webresources'],
    reason: 'what a page needs in a browser is not part of the API here',
  })),
  {
    api: 'v2',
    operation: 'POST /pages',
    parameters: ['embedded'],
    reason: 'all pages are kept in one place',
  },
  {
    api: 'v2',
    operation: 'GET /attachments/{id}/footer-comments',
    parameters: ['version'],
    reason: 'what hangs on an attachment hangs on all of its versions',
  },
]
