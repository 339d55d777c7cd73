import type { MacroDefinition } from './macro.ts'
import { recentlyUpdated } from './recently-updated.ts'

/** What has changed of late in all spaces. */
export const recentlyUpdatedDashboard: MacroDefinition = {
  ...recentlyUpdated,
  name: 'recently-updated-dashboard',
  title: 'Recently Updated Dashboard',
  expand: (call) => {
    const hasSpaces = call.macro.parameters.some(({ name }) => name === 'spaces')
    const everywhere = { name: 'spaces', text: '@all' }
    const macro = hasSpaces
      ? call.macro
      : { ...call.macro, parameters: [...call.macro.parameters, everywhere] }
    const text = (...names: readonly string[]) =>
      !hasSpaces && names.includes('spaces') ? '@all' : call.text(...names)
    return recentlyUpdated.expand({ ...call, macro, text })
  },
}
