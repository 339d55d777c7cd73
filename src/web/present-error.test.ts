import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AppError, type ErrorCode, errorCatalogue } from '../base/errors.ts'
import type { Call } from '../http/route.ts'
import { presentWebError } from './present-error.ts'

const call: Call = {
  id: 'request-1',
  method: 'GET',
  url: '/wiki/spaces/KEY?a=1',
  headers: {},
  cookies: {},
  address: '127.0.0.1',
  protocol: 'http',
  origin: 'http://localhost',
  host: 'localhost',
}
const facts = { contextPath: '/wiki', siteTitle: 'Test wiki', loggedIn: false }
const show = (error: AppError, loggedIn = false, asked = call) => {
  const answer = presentWebError(error, asked, { ...facts, loggedIn })
  return { ...answer, text: String(answer.body).replace(/\s+/g, ' ') }
}

it('every refusal has a screen with its status, a title and a way on', () => {
  for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
    for (const loggedIn of [false, true]) {
      const { status, text } = show(new AppError(code, 'What <b> happened.'), loggedIn)
      assert.equal(status, errorCatalogue[code].status)
      assert.match(text, /<h1>[^<]+<\/h1> <p>[^<]+/)
      assert.match(text, /href="\/wiki\/"|action="\/wiki\/dologin\.action"/)
      assert.doesNotMatch(text, /<b>/)
    }
  }
})

it('strangers get the form, with the way back; people who may not do a thing get advice', () => {
  const stranger = show(new AppError('forbidden'))
  assert.match(stranger.text, /name="os_destination" value="\/spaces\/KEY\?a=1"/)
  const known = show(new AppError('forbidden'), true)
  assert.doesNotMatch(known.text, /dologin/)
  assert.match(known.text, /Ask an administrator/)
  // What was posted is gone by then, so the way back is not to where it was sent.
  const posted = show(new AppError('unauthenticated'), false, { ...call, method: 'POST' })
  assert.match(posted.text, /name="os_destination" value=""/)
})

it('what is not there is offered to a log-in, since it may only be hidden', () => {
  assert.match(show(new AppError('not-found')).text, /login\.action\?os_destination=%2Fspaces%2FKEY%3Fa%3D1/)
  assert.doesNotMatch(show(new AppError('not-found'), true).text, /login\.action/)
})

it('a fault of the server gives a reference and nothing else away', () => {
  const { text } = show(new AppError('internal', 'SELECT secret'), true)
  assert.match(text, /Reference: <code>request-1<\/code>/)
  assert.doesNotMatch(text, /SELECT/)
})

it('programs read off the headers when to try again, and why a log-in failed', () => {
  const slow = show(
    new AppError('too-many-requests', 'Wait.', { retryAfter: 7, rateLimit: { 'x-ratelimit-limit': '5' } }),
  )
  assert.equal(slow.headers['retry-after'], '7')
  assert.equal(slow.headers['x-ratelimit-limit'], '5')
  const denied = show(new AppError('locked-out', 'Wait.', { reason: 'AUTHENTICATION_DENIED' }))
  assert.equal(denied.headers['x-seraph-loginreason'], 'AUTHENTICATION_DENIED')
})
