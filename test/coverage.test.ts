/** The gate over the whole run; the runner puts this file last. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { apiParts } from '../src/api/mount.ts'
import { webRoutes } from '../src/web/routes.ts'
import { unaudited, uncalled, type Operation } from './support/conform.ts'
import { isWholeSuite } from './support/suite.ts'

const operations: Operation[] = [...new Set([...apiParts.flatMap(({ routes }) => routes), ...webRoutes])]

it('every operation was called, with success and with a refusal it declares', (test) => {
  if (!isWholeSuite()) return test.skip('only a part of the suite runs')
  assert.ok(operations.length > 20)
  assert.equal(uncalled(operations).join('\n'), '')
})

it('every act of administration left an audit record at least once', (test) => {
  if (!isWholeSuite()) return test.skip('only a part of the suite runs')
  assert.equal(unaudited().join('\n'), '')
})
