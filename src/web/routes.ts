import type { Route } from '../http/route.ts'
import type { WebContext } from './context.ts'

/** Every screen. */
export const webRoutes: readonly Route<WebContext>[] = []
