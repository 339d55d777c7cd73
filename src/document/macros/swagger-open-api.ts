import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** The description of an API, as the text that it is. */
export const swaggerOpenApi: MacroDefinition = sourceMacro({
  name: 'swagger-open-api',
  aliases: ['open-api', 'swagger'],
  title: 'OpenAPI description',
  output: 'block',
})
