import type { Answer, Call } from './route.ts'
import { callOf, sendAnswer, type Server } from './server.ts'

/** Answer what no route serves. */
export function answerUnknown(server: Server, present: (call: Call) => Answer): void {
  server.setNotFoundHandler((request, reply) => sendAnswer(reply, present(callOf(request))))
}
