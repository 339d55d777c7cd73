import { scenarios, type Step } from '../support/scenario.ts'

const api = '/rest/api'
const page = (title: string, space: string, save: string, parent?: string): Step => ({
  name: `a page ${title} in ${space}`,
  method: 'POST',
  path: `${api}/content`,
  body: {
    type: 'page',
    title,
    space: { key: space },
    ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
    body: { storage: { value: '', representation: 'storage' } },
  },
  status: 200,
  save: { [save]: 'id' },
})
const move = (number: number) => ({
  method: 'PUT' as const,
  path: `${api}/content/\${top}`,
  body: { type: 'page', title: 'Top', version: { number }, space: { key: 'THERE' } },
})

scenarios('a page tree that moves to another space', [
  { name: 'a space', method: 'POST', path: `${api}/space`, body: { key: 'HERE', name: 'Here' }, status: 200 },
  {
    name: 'another',
    method: 'POST',
    path: `${api}/space`,
    body: { key: 'THERE', name: 'There' },
    status: 200,
  },
  page('Top', 'HERE', 'top'),
  page('Below', 'HERE', 'below', '${top}'),
  page('Below', 'THERE', 'taken'),
  {
    name: 'is refused while a title below it is taken there',
    ...move(2),
    status: 400,
    has: { message: /already exists with the title Below/ },
  },
  {
    name: 'and nothing has moved',
    method: 'GET',
    path: `${api}/content/\${below}?expand=space`,
    status: 200,
    has: { space: { key: 'HERE' } },
  },
  { name: 'the other page goes', method: 'DELETE', path: `${api}/content/\${taken}`, status: 204 },
  { name: 'then it moves', ...move(2), status: 200, has: { space: { key: 'THERE' } } },
  {
    name: 'with what is below it',
    method: 'GET',
    path: `${api}/content/\${below}?expand=space,ancestors`,
    status: 200,
    has: { space: { key: 'THERE' }, ancestors: [{ id: '${top}' }] },
  },
])
