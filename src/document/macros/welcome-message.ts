import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'

/** The text that the site greets its readers with. */
export const welcomeMessage: MacroDefinition = {
  name: 'welcome-message',
  title: 'Welcome Message',
  body: 'none',
  output: 'block',
  parameters: {},
  dependsOn: 'reader',
  expand: async ({ env }) => [
    html('div', { class: 'welcome-message-macro' }, ...(await ask(env.readWelcome?.()))),
  ],
}
