import type { Answer, Call } from './route.ts'
import { callOf, sendAnswer, type Server } from './server.ts'

/** Answer what no route serves. */
export function answerUnknown(server: Server, present: (call: Call) => Promise<Answer>): void {
  server.setNotFoundHandler(async (request, reply) => {
    sendAnswer(reply, await present(callOf(request)))
    return reply
  })
}
