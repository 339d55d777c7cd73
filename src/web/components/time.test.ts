import assert from 'node:assert/strict'
import { it } from 'node:test'
import { when } from './time.ts'

it('the near past is a distance, everything else a day', () => {
  const now = Date.UTC(2026, 4, 8, 12)
  const shown = (seconds: number) => when(now - seconds * 1000, now).markup.replace(/\s*<[^>]*>\s*/g, '')
  assert.equal(shown(1), 'just now')
  assert.equal(shown(60), '1 minute ago')
  assert.equal(shown(3 * 3600), '3 hours ago')
  assert.equal(shown(26 * 3600), '1 day ago')
  assert.equal(shown(8 * 24 * 3600), '30 Apr 2026')
  assert.equal(shown(-3600), '8 May 2026')
  assert.match(when(now, now).markup, /datetime="2026-05-08T12:00:00.000Z"/)
})
