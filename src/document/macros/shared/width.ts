/** The `width` parameter of tables and lists. */
import type { MacroCall } from '../macro.ts'

/** The style that a call asks for; nothing when its width is no length. */
export function widthStyle(call: MacroCall): { readonly style?: string } {
  const [, number, unit = 'px'] =
    /^(\d{1,4}(?:\.\d+)?)(px|%|em)?$/.exec(call.text('width')?.trim() ?? '') ?? []
  return number === undefined ? {} : { style: `width: ${number}${unit};` }
}
