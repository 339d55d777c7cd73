import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { AddressRefused, Outgoing, type OutgoingRequest, parseNetworks } from './outgoing.ts'

const asked = (url: string): OutgoingRequest => ({
  url,
  method: 'POST',
  headers: { 'x-test': 'yes' },
  body: 'hello',
  timeoutMs: 2000,
  answerBytes: 10,
})

describe('outgoing requests', () => {
  let server: Server
  let port: number
  const hosts: (string | undefined)[] = []
  before(async () => {
    server = createServer((request, response) => {
      hosts.push(request.headers.host)
      if (request.url === '/slow') return
      if (request.url === '/away') return void response.writeHead(302, { location: '/other' }).end()
      request.resume().on('end', () => response.end('x'.repeat(1000)))
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    port = (server.address() as AddressInfo).port
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('go to no address that only machines inside can reach', async () => {
    const outgoing = new Outgoing('')
    for (const host of [
      '127.0.0.1',
      '127.9.9.9',
      '2130706433',
      '0x7f.1',
      'localhost',
      '[::1]',
      '[::]',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '[::ffff:127.0.0.1]',
      '[::ffff:a00:1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[fe80::1]',
      '[fd00::1]',
      '[2002:7f00:1::]',
      '224.0.0.1',
      '255.255.255.255',
    ]) {
      await assert.rejects(outgoing.send(asked(`http://${host}:${port}/`)), AddressRefused, host)
    }
    assert.deepEqual(hosts, [])
  })

  it('look at every address of a name', async () => {
    const outgoing = new Outgoing('', async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ])
    await assert.rejects(outgoing.send(asked('http://two-faced.example/')), AddressRefused)
  })

  it('go to the address that was looked at, under the name that was given', async () => {
    let times = 0
    const outgoing = new Outgoing('127.0.0.0/8', async () => {
      times++
      return [{ address: times === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    })
    const answer = await outgoing.send(asked(`http://pinned.example:${port}/`))
    assert.deepEqual(answer, { status: 200, body: 'xxxxxxxxxx' })
    assert.equal(times, 1)
    assert.equal(hosts.at(-1), `pinned.example:${port}`)
  })

  it('are allowed in clothes of IPv6 where the address itself is', async () => {
    const outgoing = new Outgoing('127.0.0.1')
    assert.equal((await outgoing.send(asked(`http://127.0.0.1:${port}/`))).status, 200)
    await assert.rejects(outgoing.send(asked(`http://127.0.0.2:${port}/`)), AddressRefused)
  })

  it('follow nothing', async () => {
    const outgoing = new Outgoing('127.0.0.1')
    assert.equal((await outgoing.send(asked(`http://127.0.0.1:${port}/away`))).status, 302)
  })

  it('take only as long as they may', async () => {
    const outgoing = new Outgoing('127.0.0.1')
    const slow = { ...asked(`http://127.0.0.1:${port}/slow`), timeoutMs: 50 }
    await assert.rejects(outgoing.send(slow), /abort|timeout/i)
    const forgetful = new Outgoing('127.0.0.1', () => new Promise(() => {}))
    await assert.rejects(forgetful.send({ ...slow, url: 'http://slow.example/' }), /abort|timeout/i)
  })

  it('speak HTTP and carry no log-in in the address', async () => {
    const outgoing = new Outgoing('')
    for (const url of ['file:///etc/passwd', 'gopher://x/', 'nothing', 'http://a:b@example.com/']) {
      await assert.rejects(outgoing.send(asked(url)), AddressRefused, url)
    }
  })
})

it('networks are read from a list', () => {
  const networks = parseNetworks('10.0.0.0/8, fd00::/8,192.0.2.1')
  assert.ok(networks.check('10.2.3.4', 'ipv4') && networks.check('fd12::1', 'ipv6'))
  assert.throws(() => parseNetworks('example.com'))
})
