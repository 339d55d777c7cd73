import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { fileAttributes, fileLink, fileOf } from './shared/file-view.ts'

/** An attached film or sound. */
export const multimedia: MacroDefinition = {
  name: 'multimedia',
  title: 'Multimedia',
  body: 'none',
  output: 'block',
  parameters: {
    name: { type: 'attachment', required: true },
    '': { type: 'attachment' },
    page: { type: 'page' },
    space: { type: 'space' },
    width: { type: 'int' },
    height: { type: 'int' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const file = await fileOf(call)
    const player = /^(video|audio)\//.exec(file.mediaType)?.[1]
    if (player === undefined || call.purpose === 'export') return [fileLink(file, undefined)]
    const size: Record<string, string> = {}
    for (const name of ['width', 'height']) {
      const value = call.number(name, { min: 10, max: 5_000 })
      if (value !== undefined) size[name] = String(value)
    }
    return [
      html(player, {
        src: file.downloadUrl,
        controls: '',
        preload: 'metadata',
        ...size,
        ...fileAttributes(file),
      }),
    ]
  },
}
