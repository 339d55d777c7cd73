import type { MacroDefinition } from './macro.ts'
import { passThrough } from './shared/pass-through.ts'

/** Boxes of apps around a body: the body as it is. */
export const div: MacroDefinition = passThrough('div', 'Div', [
  'align',
  'table-plus',
  'composition-setup',
  'deck',
  'card',
  'cards',
  'table-filter',
  'pivot-table',
  'table-chart',
  'scroll-ignore',
  'scroll-only',
  'scroll-content-block',
  'scroll-title',
  'ui-steps',
  'ui-step',
  'ui-tabs',
  'ui-tab',
  'auitabs',
  'auitabspage',
  'sv-translation',
  'show-if',
  'hide-if',
  'multiexcerpt-macro',
  'multiexcerpt',
  'footnote',
])
