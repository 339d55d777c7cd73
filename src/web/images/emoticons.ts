import { type Html, html, raw } from '../../base/html.ts'

const EYES =
  '<circle cx="5.7" cy="6.5" r="1" fill="#4a3a00"/><circle cx="10.3" cy="6.5" r="1" fill="#4a3a00"/>'
const LINE = 'fill="none" stroke="#4a3a00" stroke-width="1.1" stroke-linecap="round"'
const WHITE = 'fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'

const face = (features: string) => `<circle cx="8" cy="8" r="7.2" fill="#f7c948"/>${features}`
const disc = (colour: string, sign: string) =>
  `<circle cx="8" cy="8" r="7.2" fill="${colour}"/><path d="${sign}" ${WHITE}/>`
const star = (colour: string) =>
  `<path d="M8 1l2.1 4.5 4.9.6-3.6 3.3 1 4.800L8 11.8 3.6 14.200l1-4.800L1 6.100l4.9-.6z" fill="${colour}"/>`
const hand = (turn: string) =>
  `<g${turn}><path d="M5.5 7.300l2.6-5.500c1.3 0 1.8.9 1.6 2l-.5 2.600h3.600c.9 0 1.4.7 1.2 1.500l-1.2 4.600c-.2.8-.8 1.3-1.6 1.300H5.500z" fill="#f7c948"/><rect x="2" y="7" width="2.6" height="7" rx=".8" fill="#2f5f9e"/></g>`
const bulb = (glass: string) =>
  `<path d="M8 1.200a4.7 4.7 0 0 0-2.6 8.600c.4.3.6.7.6 1.200h4c0-.5.2-.9.6-1.200A4.7 4.7 0 0 0 8 1.200z" fill="${glass}"/><rect x="6" y="11.7" width="4" height="1.3" rx=".6" fill="#6b7780"/><rect x="6.5" y="13.6" width="3" height="1.2" rx=".6" fill="#6b7780"/>`
const HEART =
  'M8 14.200S1.3 10 1.3 5.500A3.5 3.5 0 0 1 8 3.900a3.5 3.5 0 0 1 6.7 1.600C14.7 10 8 14.2 8 14.200z'

/** The drawings by the names that storage format gives them, all on a ground of 16 by 16. */
const DRAWINGS: Readonly<Record<string, string>> = {
  smile: face(`${EYES}<path d="M4.6 9.400a3.8 3.8 0 0 0 6.8 0" ${LINE}/>`),
  sad: face(`${EYES}<path d="M4.8 11.600a3.6 3.6 0 0 1 6.4 0" ${LINE}/>`),
  cheeky: face(
    `${EYES}<path d="M4.6 9.200h6.8" ${LINE}/><path d="M8 9.700h2.600v1.700a1.3 1.3 0 0 1-2.6 0z" fill="#d64545"/>`,
  ),
  laugh: face(`${EYES}<path d="M4.2 9h7.600a3.8 3.8 0 0 1-7.6 0z" fill="#4a3a00"/>`),
  wink: face(
    `<circle cx="5.7" cy="6.5" r="1" fill="#4a3a00"/><path d="M9.3 6.600h2" ${LINE}/><path d="M4.6 9.400a3.8 3.8 0 0 0 6.8 0" ${LINE}/>`,
  ),
  'thumbs-up': hand(''),
  'thumbs-down': hand(' transform="rotate(180 8 8)"'),
  information: disc('#2f6fb5', 'M8 7.500v4M8 4.500v.1'),
  tick: disc('#2e7d4f', 'M4.7 8.300l2.3 2.3 4.3-4.9'),
  cross: disc('#c0392b', 'M5.4 5.400l5.2 5.200M10.6 5.400l-5.2 5.2'),
  warning:
    '<path d="M8 1.300l7 12.900H1z" fill="#f0a722" stroke="#f0a722" stroke-linejoin="round"/><path d="M8 5.500v4.200M8 12v.1" fill="none" stroke="#3b2a00" stroke-width="1.6" stroke-linecap="round"/>',
  plus: disc('#2e7d4f', 'M8 4.700v6.600M4.7 8h6.6'),
  minus: disc('#c0392b', 'M4.7 8h6.6'),
  question: disc('#6b4fa0', 'M6 6.300a2 2 0 1 1 2.9 1.800c-.6.3-.9.7-.9 1.300M8 11.800v.1'),
  'light-on': bulb('#f7c948'),
  'light-off': bulb('#b4bec4'),
  'yellow-star': star('#f0b429'),
  'red-star': star('#d64545'),
  'green-star': star('#3e9c5f'),
  'blue-star': star('#3a7bc8'),
  heart: `<path d="${HEART}" fill="#d64545"/>`,
  'broken-heart': `<path d="${HEART}" fill="#d64545"/><path d="M8.6 3.500L6.9 6.500l2.2 1.8-1.6 3.2" fill="none" stroke="#fff" stroke-width="1.2" stroke-linejoin="round"/>`,
}

/** The picture of an emoticon of this name; undefined when there is none. */
export function emoticon(name: string): Html | undefined {
  const drawing = Object.hasOwn(DRAWINGS, name) ? DRAWINGS[name] : undefined
  if (drawing === undefined) return undefined
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">
    ${raw(drawing)}
  </svg>`
}

/** The picture of an emoji: `1f44d` or `1f44d-1f3fd`, drawn by the reader's own emoji font. */
export function emoji(id: string): Html | undefined {
  const points = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6}){0,7}$/i.test(id)
    ? id.split('-').map((hex) => Number.parseInt(hex, 16))
    : []
  const isShown =
    points.length > 0 &&
    points.every((point) => point > 0x1f && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
  // Site emoji have a UUID, and their pictures are not among what storage format carries.
  if (!isShown && !/^[0-9a-f-]{32,36}$/i.test(id)) return undefined
  const text = isShown ? String.fromCodePoint(...points) : '☺'
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">
    <text x="8" y="8.5" dominant-baseline="central" text-anchor="middle" font-size="13">${text}</text>
  </svg>`
}
