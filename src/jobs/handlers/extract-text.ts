import { readText } from '../../domain/attachment/text.ts'
import type { Context } from '../../domain/context.ts'

/** Read the text out of an attachment, so that search finds it by what is in it. */
export async function extractText(ctx: Context, payload: unknown): Promise<void> {
  await readText(ctx, Number(payload))
}
