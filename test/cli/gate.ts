import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'

/** What becomes of a request: it goes on, is never answered, or is answered here. */
export type Verdict =
  | 'pass'
  | 'hang'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }

/** A place between a client and the real server, where things can be watched and go wrong. */
export type Gate = {
  url: string
  /** Paths with their queries, in the order in which they were asked for. */
  asked: string[]
  /** Decides about each request; at first all pass. */
  judge: (path: string) => Verdict | Promise<Verdict>
  /** The longest part of a list that is given out; 0: as long as it was asked for. */
  limit: number
  close: () => Promise<void>
}

/** Opens a gate before a server. */
export async function openGate(target: string): Promise<Gate> {
  const server = createServer((incoming, outgoing) => {
    void handle(gate, target, incoming, outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gate: Gate = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    judge: () => 'pass',
    limit: 0,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return gate
}

async function handle(
  gate: Gate,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = incoming.url ?? '/'
  gate.asked.push(path)
  const verdict = await gate.judge(path)
  if (verdict === 'hang') return
  if (verdict !== 'pass') {
    outgoing.writeHead(verdict.status, { 'content-type': 'application/json', ...verdict.headers })
    outgoing.end(verdict.body ?? '{}')
    return
  }
  const onward = request(
    target + shortened(path, gate.limit),
    { method: incoming.method, headers: incoming.headers, agent: false },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

function shortened(path: string, limit: number): string {
  if (limit === 0) return path
  return path.replace(/([?&]limit=)(\d+)/, (_all, name: string, asked: string) => {
    return name + Math.min(Number(asked), limit)
  })
}
