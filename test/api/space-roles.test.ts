import { groupCalled } from '../../src/domain/group/read.ts'
import { systemContext } from '../../src/domain/context.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const roles = `${api}/spaces/\${space}/role-assignments`
const permissions = `${api}/spaces/\${space}/permissions`
const absent = { status: 404, has: { errors: [{ status: 404, code: 'NOT_FOUND' }] }, events: [] }
const refused = { status: 400, has: { errors: [{ status: 400 }] }, events: [] }
const stranger = { principalType: 'USER', principalId: '${stranger}' }
const strangers = { principalType: 'GROUP', principalId: '${strangers}' }
const editor = { principalType: 'USER', principalId: '${editor}' }
const everybody = { principalType: 'ACCESS_CLASS', principalId: 'authenticated-users' }
const creator = { principal: { principalType: 'USER', principalId: '${admin}' }, roleId: '4' }

const assign = (name: string, body: unknown[], has: unknown): Step => ({
  name,
  method: 'POST',
  path: roles,
  body,
  status: 200,
  has,
  events: ['permission.changed'],
})
const of = (name: string, query: string, results: unknown): Step => ({
  name,
  method: 'GET',
  path: `${roles}?${query}`,
  status: 200,
  has: { results },
})
const seen = (name: string, as: Step['as'], status: number): Step => ({
  name,
  as,
  method: 'GET',
  path: '/rest/api/space/ROLES',
  status,
})

scenarios('roles on spaces', [
  {
    name: 'a space that nobody else sees',
    method: 'POST',
    path: '/rest/api/space/_private',
    body: { key: 'ROLES', name: 'Roles' },
    status: 200,
    save: { space: 'id' },
    prepare: async (app, saved) => {
      const ctx = systemContext(app.domain)
      for (const username of ['admin', 'stranger', 'editor'])
        saved[username] = (await readUser(ctx, { username }))?.accountId
      saved.strangers = (await groupCalled(ctx, 'strangers'))?.uuid
    },
  },
  {
    name: 'the roles that there are',
    as: 'stranger',
    method: 'GET',
    path: `${api}/space-roles`,
    status: 200,
    has: {
      results: [
        { id: '1', type: 'SYSTEM', name: 'Viewer', spacePermissions: ['read/space', 'create/comment'] },
        { id: '2', type: 'SYSTEM', name: 'Collaborator' },
        { id: '3', type: 'SYSTEM', name: 'Manager' },
        { id: '4', type: 'SYSTEM', name: 'Admin', spacePermissions: including('administer/space') },
      ],
      _links: { base: /\/wiki$/ },
    },
  },
  {
    name: 'some of them',
    method: 'GET',
    path: `${api}/space-roles?limit=3&space-id=\${space}`,
    status: 200,
    has: {
      results: [{ id: '1' }, { id: '2' }, { id: '3' }],
      _links: { next: /^\/wiki\/api\/v2\/space-roles\?/ },
    },
    save: { next: '_links.next' },
  },
  {
    name: 'the rest',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ id: '4' }] },
    lacks: ['_links.next'],
  },
  {
    name: 'none of one’s own',
    method: 'GET',
    path: `${api}/space-roles?role-type=CUSTOM`,
    status: 200,
    has: { results: [] },
  },
  {
    name: 'those for everybody',
    method: 'GET',
    path: `${api}/space-roles?principal-type=ACCESS_CLASS&principal-id=anonymous-users`,
    status: 200,
    has: { results: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }] },
  },
  {
    name: 'those for half a principal',
    method: 'GET',
    path: `${api}/space-roles?principal-id=x`,
    ...refused,
  },
  {
    name: 'those of a space unseen',
    as: 'editor',
    method: 'GET',
    path: `${api}/space-roles?space-id=\${space}`,
    ...absent,
  },
  { name: 'too many of them', method: 'GET', path: `${api}/space-roles?limit=251`, ...refused },
  {
    name: 'roles, without a log-in',
    as: 'anonymous',
    method: 'GET',
    path: `${api}/space-roles`,
    status: 403,
  },
  {
    name: 'one role',
    method: 'GET',
    path: `${api}/space-roles/2`,
    status: 200,
    has: { id: '2', name: 'Collaborator', _links: { base: /\/wiki$/ } },
  },
  { name: 'no role', method: 'GET', path: `${api}/space-roles/5`, ...absent },
  { name: 'a role that is no number', method: 'GET', path: `${api}/space-roles/viewer`, ...refused },
  {
    name: 'none is made',
    method: 'POST',
    path: `${api}/space-roles`,
    body: { name: 'Mine' },
    status: 405,
    events: [],
  },
  {
    name: 'the mode',
    as: 'stranger',
    method: 'GET',
    path: `${api}/space-role-mode`,
    status: 200,
    has: { mode: 'ROLES_TRANSITION' },
  },
  {
    name: 'the mode, without a log-in',
    as: 'anonymous',
    method: 'GET',
    path: `${api}/space-role-mode`,
    status: 403,
  },
  {
    name: 'the permissions that there are',
    as: 'stranger',
    method: 'GET',
    path: `${api}/space-permissions?limit=12`,
    status: 200,
    has: {
      results: including(
        { id: 'read/space', displayName: 'View', requiredPermissionIds: [] },
        { id: 'create/page', requiredPermissionIds: ['read/space'] },
      ),
    },
    save: { next: '_links.next' },
  },
  {
    name: 'the last of them',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ id: 'delete/attachment' }] },
    lacks: ['_links.next'],
  },
  {
    name: 'permissions after a cursor of another list',
    method: 'GET',
    path: `${api}/space-permissions?cursor=abc`,
    ...refused,
  },
  of('its creator is its administrator', 'limit=25', [creator]),
  seen('not seen by the stranger', 'stranger', 404),
  assign(
    'a viewer and managers',
    [
      { principal: stranger, roleId: '1' },
      { principal: everybody, roleId: '3' },
    ],
    { results: including({ principal: stranger, roleId: '1' }, { principal: everybody, roleId: '3' }) },
  ),
  seen('seen by the stranger', 'stranger', 200),
  {
    name: 'Data Center sees what the role gives',
    method: 'GET',
    path: '/rest/api/space/ROLES/permissions/user/stranger',
    status: 200,
    has: [
      { operation: { targetType: 'comment', operationKey: 'create' } },
      { operation: { targetType: 'space', operationKey: 'read' } },
    ],
  },
  {
    name: 'the audit log has it',
    method: 'GET',
    path: '/wiki/rest/api/audit?searchString=ROLES',
    status: 200,
    has: { results: including({ summary: 'Space permissions set' }) },
  },
  of('whose role is viewer', 'role-id=1', [{ principal: stranger, roleId: '1' }]),
  of('what the stranger has', 'principal-type=USER&principal-id=${stranger}', [
    { principal: stranger, roleId: '1' },
  ]),
  of('what everybody has', 'principal-type=ACCESS_CLASS&principal-id=authenticated-users&role-type=SYSTEM', [
    { principal: everybody, roleId: '3' },
  ]),
  of('what nobody has', 'principal-type=ACCESS_CLASS&principal-id=all-product-admins', []),
  of('none are of one’s own', 'role-type=CUSTOM', []),
  {
    name: 'some assignments',
    method: 'GET',
    path: `${roles}?limit=1`,
    status: 200,
    has: { results: [{ principal: everybody }] },
    save: { next: '_links.next' },
  },
  {
    name: 'the others',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [creator] },
    save: { next: '_links.next' },
  },
  {
    name: 'the last one',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ principal: stranger }] },
    lacks: ['_links.next'],
  },
  {
    name: 'a permission more, and it is no role any longer',
    method: 'PUT',
    path: '/rest/api/space/ROLES/permissions/user/stranger/grant',
    body: [{ targetType: 'page', operationKey: 'create' }],
    status: 204,
  },
  of('no role', 'principal-type=USER&principal-id=${stranger}', []),
  {
    name: 'who holds what',
    method: 'GET',
    path: `${permissions}?limit=250`,
    status: 200,
    has: {
      results: including(
        { principal: { type: 'user', id: '${stranger}' }, operation: { key: 'create', targetType: 'page' } },
        {
          principal: { type: 'role', id: 'authenticated-users' },
          operation: { key: 'read', targetType: 'space' },
        },
      ),
      _links: { base: /\/wiki$/ },
    },
    lacks: ['_links.next'],
  },
  {
    name: 'the first of it',
    method: 'GET',
    path: `${permissions}?limit=1`,
    status: 200,
    has: { results: [{ principal: { type: 'role' }, operation: { key: 'read', targetType: 'space' } }] },
    save: { next: '_links.next' },
  },
  {
    name: 'the next, by the stranger',
    as: 'stranger',
    method: 'GET',
    path: '${next}',
    ...absent,
  },
  {
    name: 'the next',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ principal: { type: 'role' } }] },
  },
  { name: 'of no space', method: 'GET', path: `${api}/spaces/99999999/permissions`, ...absent },
  { name: 'roles on no space', method: 'GET', path: `${api}/spaces/99999999/role-assignments`, ...absent },
  { name: 'who holds what, as a mere reader', as: 'stranger', method: 'GET', path: permissions, ...absent },
  { name: 'who has which role, as a mere reader', as: 'stranger', method: 'GET', path: roles, ...absent },
  { name: 'half a principal', method: 'GET', path: `${roles}?principal-type=USER`, ...refused },
  {
    name: 'assigned by a mere reader, of somebody and of nobody alike',
    as: 'stranger',
    method: 'POST',
    path: roles,
    body: [{ principal: stranger, roleId: '4' }],
    ...absent,
  },
  {
    name: 'of nobody',
    as: 'stranger',
    method: 'POST',
    path: roles,
    body: [{ principal: { principalType: 'USER', principalId: 'nobody' }, roleId: '4' }],
    ...absent,
  },
  assign('a group', [{ principal: strangers, roleId: '2' }], {
    results: [{ principal: strangers, roleId: '2' }],
  }),
  assign('from the stranger everything is taken', [{ principal: stranger }], { results: [] }),
  assign('and from everybody', [{ principal: everybody, roleId: null }], { results: [] }),
  seen('still seen by the stranger, in the group', 'stranger', 200),
  seen('not by the editor', 'editor', 404),
  assign('and from the group', [{ principal: strangers }], { results: [] }),
  seen('seen no more', 'stranger', 404),
  of('the creator alone is left', 'limit=25', [creator]),
  {
    name: 'to nobody',
    method: 'POST',
    path: roles,
    body: [{ principal: { principalType: 'USER', principalId: 'nobody' }, roleId: '1' }],
    ...refused,
  },
  {
    name: 'to a class that is not here',
    method: 'POST',
    path: roles,
    body: [{ principal: { principalType: 'ACCESS_CLASS', principalId: 'all-licensed-users' }, roleId: '1' }],
    ...refused,
  },
  {
    name: 'no such role',
    method: 'POST',
    path: roles,
    body: [{ principal: stranger, roleId: '9' }],
    ...refused,
  },
  { name: 'nothing said', method: 'POST', path: roles, body: [], ...refused },
  {
    name: 'the last administrator stays',
    method: 'POST',
    path: roles,
    body: [{ principal: stranger, roleId: '1' }, { principal: creator.principal }],
    ...refused,
  },
  of('and nothing of that request is done', 'limit=25', [creator]),
  {
    name: 'somebody named twice',
    method: 'POST',
    path: roles,
    body: [{ principal: stranger, roleId: '1' }, { principal: stranger }],
    ...refused,
  },
  assign('another administrator', [{ principal: editor, roleId: '4' }], { results: [{ roleId: '4' }] }),
  {
    ...assign('who gives it up', [{ principal: editor, roleId: '1' }], {
      results: [{ principal: editor, roleId: '1' }],
    }),
    as: 'editor',
  },
  { name: 'and then assigns no more', as: 'editor', method: 'GET', path: roles, ...absent },
])
