import type { Answer, Call } from './route.ts'
import { callOf, type Server } from './server.ts'

/** Answer what no route serves. */
export function answerUnknown(server: Server, present: (call: Call) => Answer): void {
  server.setNotFoundHandler((request, reply) => {
    const { status, headers, body } = present(callOf(request))
    reply.status(status ?? 404).headers(headers)
    if (typeof body !== 'string') reply.header('content-type', 'application/json')
    reply.send(typeof body === 'string' ? body : JSON.stringify(body))
  })
}
