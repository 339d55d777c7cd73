import assert from 'node:assert/strict'
import { it } from 'node:test'
import { localDestination, loginAddress } from './destination.ts'

it('a destination is an address of this site, below its root', () => {
  for (const [root, asked, expected] of [
    ['', '/display/KEY/Title', '/display/KEY/Title'],
    ['', '/a?b=c#d', '/a?b=c#d'],
    ['/wiki', '/display/KEY', '/wiki/display/KEY'],
    ['/wiki', '/wiki/spaces/KEY', '/wiki/spaces/KEY'],
    ['/wiki', '/wikipedia', '/wiki/wikipedia'],
    ['/wiki', '/../rest/api', '/wiki/rest/api'],
    ['', '//evil.example', '/'],
    ['', '/\\evil.example', '/'],
    ['', '/\t/evil.example', '/'],
    ['', '/.//evil.example', '/'],
    ['', '/x/..//evil.example', '/'],
    ['/wiki', '//evil.example', '/wiki/'],
    ['', 'https://evil.example/', '/'],
    ['', 'javascript:alert(1)', '/'],
    ['', '', '/'],
    ['', '/login.action', '/'],
    ['/wiki', '/wiki/logout.action', '/wiki/'],
  ] as const) {
    assert.equal(localDestination(root, asked), expected, `${root} ${asked}`)
  }
})

it('the log-in link leads back to where the reader was', () => {
  assert.equal(loginAddress('', '/'), '/login.action')
  assert.equal(
    loginAddress('', '/display/K/T?a=1'),
    '/login.action?os_destination=%2Fdisplay%2FK%2FT%3Fa%3D1',
  )
  assert.equal(loginAddress('/wiki', '/wiki/spaces/K'), '/wiki/login.action?os_destination=%2Fspaces%2FK')
  assert.equal(loginAddress('', '/login.action?os_destination=x'), '/login.action')
})
