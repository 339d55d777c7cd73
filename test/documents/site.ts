import assert from 'node:assert/strict'
import type { TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'

const admin = basic(people.admin.username, people.admin.password)

/** Creates a space for a document's programs and says its home page. */
export async function makeSpace(
  app: TestApp,
  key: string,
  name: string,
): Promise<{ key: string; homepage: string }> {
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/rest/api/space`,
    headers: admin,
    body: { key, name },
  })
  assert.equal(answer.status, 200, answer.text)
  const read = await readJson(app, `/rest/api/space/${key}?expand=homepage`)
  return { key, homepage: (read['homepage'] as { id: string }).id }
}

/** Creates a page or another content as the administrator, and gives back what the server answers. */
export async function makeContent(
  app: TestApp,
  content: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/rest/api/content`,
    headers: admin,
    body: content,
  })
  assert.equal(answer.status, 200, answer.text)
  return answer.json as Record<string, unknown>
}

/** A page with a body in storage format. */
export function page(
  spaceKey: string,
  title: string,
  value: string,
  parent?: string,
): Record<string, unknown> {
  return {
    type: 'page',
    title,
    space: { key: spaceKey },
    ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
    body: { storage: { value, representation: 'storage' } },
  }
}

/** What the administrator reads at a path. */
export async function readJson(app: TestApp, path: string): Promise<Record<string, unknown>> {
  const answer = await ask({ method: 'GET', url: app.url + path, headers: admin })
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json as Record<string, unknown>
}

/** An API token of the administrator's. */
export async function makeToken(app: TestApp): Promise<string> {
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/rest/pat/latest/tokens`,
    headers: admin,
    body: { name: 'documents', expirationDuration: 1 },
  })
  assert.equal(answer.status, 201, answer.text)
  return (answer.json as { rawToken: string }).rawToken
}
