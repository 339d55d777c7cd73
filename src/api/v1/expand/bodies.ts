import { limits } from '../../../base/limits.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content } from '../../../domain/content/content.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import type { ApiContext } from '../../flavour.ts'

/** Characters of bodies that stand in the answer to a request so far: an expansion may ask for them again and again. */
const spent = new WeakMap<ApiContext, number>()

/** Bodies in one representation, as far as the answer to this request has room for them; else it is refused. */
export async function bodiesWithin(
  api: ApiContext,
  contents: readonly Content[],
  representation: FormatName,
): Promise<Map<number, string>> {
  const before = spent.get(api) ?? 0
  const room = { characters: limits.bodiesCharacters - before, beyond: 'refuse' } as const
  const texts = await renderBodies(api.domain, contents, representation, room)
  spent.set(
    api,
    [...texts.values()].reduce((sum, text) => sum + text.length, before),
  )
  return texts
}
