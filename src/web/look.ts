import { allColours, colourNames, colours, type Look } from '../domain/look/colours.ts'

/**
 * The chosen colours as custom properties for the style of the root element; empty when none are. The values were
 * made from numbers when they were accepted, so no text of anybody's is in them.
 */
export function styleOf(look: Look): string {
  const [light, dark] = [allColours(look, 'light'), allColours(look, 'dark')]
  return colourNames
    .filter((name) => name in look.light || name in look.dark)
    .map((name) => `${colours[name].property}:light-dark(${light[name]},${dark[name]})`)
    .join(';')
}
