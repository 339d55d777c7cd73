/** Questions that not every environment answers. */
import { MacroProblem } from '../macro.ts'

/** The answer, or the problem that there is nobody to ask. */
export async function ask<T>(answer: Promise<T> | undefined): Promise<T> {
  if (answer === undefined) throw new MacroProblem('This macro cannot be shown here.')
  return answer
}
