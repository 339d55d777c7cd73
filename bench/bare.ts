/**
 * The yardstick: a bare `node:http` server that knows every answer beforehand and sends the same bytes.
 * It is started with a file of lines `{ "key": …, "headers": …, "body": … }`; a GET is answered by its path,
 * any other request, once its body has been read, by its method.
 */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

type Prepared = { headers: Record<string, string>; body: Buffer }

const prepared = new Map<string, Prepared>()
for await (const line of createInterface({ input: createReadStream(process.argv[2] ?? '') })) {
  const { key, headers, body } = JSON.parse(line) as {
    key: string
    headers: Record<string, string>
    body: string
  }
  prepared.set(key, { headers, body: Buffer.from(body) })
}

function answer(response: ServerResponse, key: string): void {
  const found = prepared.get(key)
  if (!found) return void response.writeHead(404).end()
  response.writeHead(200, found.headers).end(found.body)
}

const server = createServer((request, response) => {
  const { method = 'GET', url = '/' } = request
  if (method === 'GET') return answer(response, url.split('&anew=', 1)[0] ?? '')
  request.resume().on('end', () => answer(response, method))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
