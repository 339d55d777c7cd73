/** confluence.js on templates, content states, looks, themes, settings of spaces and dynamic modules. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createV1Client } from 'confluence.js'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { credentials, people } from '../../support/people.ts'
import { ask } from '../../support/request.ts'

const auth = { type: 'basic', email: people.admin.email, apiToken: people.admin.password } as const
const storage = (value: string) => ({ storage: { value, representation: 'storage' as const } })
const spaceKey = 'DEMO'

describe('confluence.js on what is set', () => {
  let app: TestApp
  let v1: ReturnType<typeof createV1Client>
  let page: string
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    v1 = createV1Client({ host: app.url, auth })
    const made = await ask({
      method: 'POST',
      url: `${app.url}/wiki/rest/api/content`,
      headers: credentials('admin'),
      body: { type: 'page', title: 'For states', space: { key: spaceKey }, body: storage('<p>x</p>') },
    })
    page = (made.json as { id: string }).id
  })
  after(() => app.close())

  it('templates', async () => {
    const made = await v1.template.createContentTemplate({
      name: 'T',
      templateType: 'page',
      body: storage('<p>t</p>'),
      space: { key: spaceKey },
    })
    assert.equal(made.body?.storage?.value, '<p>t</p>')
    const { templateId } = made
    const changed = await v1.template.updateContentTemplate({
      templateId,
      name: 'T2',
      templateType: 'page',
      body: storage('<p>u</p>'),
      space: { key: spaceKey },
    })
    assert.equal(changed.name, 'T2')
    const listed = await v1.template.getContentTemplates({ spaceKey, expand: ['body'] })
    assert.deepEqual(
      listed.results.map((one) => one.templateId),
      [templateId],
    )
    assert.equal((await v1.template.getBlueprintTemplates()).results.length, 4)
    assert.equal((await v1.template.getContentTemplate({ contentTemplateId: templateId })).name, 'T2')
    await v1.template.removeTemplate({ contentTemplateId: templateId })
    assert.equal((await v1.template.getContentTemplates({ spaceKey })).results.length, 0)
  })

  it('content states', async () => {
    const states = v1.contentStates
    assert.equal((await states.getContentState({ id: page })).contentState, undefined)
    const set = await states.setContentState({
      id: page,
      status: 'current',
      body: { name: 'Mine', color: '#00ff00' },
    })
    const stateId = set.contentState?.id as number
    assert.deepEqual(
      (await states.getCustomContentStates()).map(({ id }) => id),
      [stateId],
    )
    assert.equal((await states.getAvailableContentStates({ id: page })).spaceContentStates.length, 3)
    assert.equal((await states.getSpaceContentStates({ spaceKey })).length, 3)
    assert.equal((await states.getContentStateSettings({ spaceKey })).contentStatesAllowed, true)
    const found = await states.getContentsWithState({ spaceKey, 'state-id': stateId })
    assert.deepEqual(
      found.results.map(({ id }) => id),
      [page],
    )
    assert.equal((await states.removeContentState({ id: page, status: 'current' })).contentState, undefined)
  })

  it('looks and themes', async () => {
    const before = await v1.settings.getLookAndFeelSettings({ spaceKey })
    assert.equal(before.selected, 'global')
    const { spaceReference: _none, ...look } = before.custom
    const changed = await v1.settings.updateLookAndFeelSettings({
      spaceKey,
      ...look,
      links: { color: '#ff0000' },
    })
    assert.equal(changed.links.color, '#ff0000')
    const selection = { spaceKey, lookAndFeelType: 'custom' } as const
    assert.deepEqual({ ...(await v1.settings.updateLookAndFeel(selection)) }, selection)
    await v1.settings.resetLookAndFeelSettings({ spaceKey })
    const { results } = await v1.themes.getThemes()
    const themeKey = results[0]?.themeKey as string
    assert.equal((await v1.themes.getTheme({ themeKey })).themeKey, themeKey)
    assert.equal((await v1.themes.setSpaceTheme({ spaceKey, themeKey })).themeKey, themeKey)
    assert.equal((await v1.themes.getSpaceTheme({ spaceKey })).themeKey, themeKey)
    await v1.themes.resetSpaceTheme({ spaceKey })
  })

  it('settings of a space', async () => {
    const settings = await v1.spaceSettings.updateSpaceSettings({ spaceKey, routeOverrideEnabled: true })
    assert.equal(settings.routeOverrideEnabled, true)
    assert.equal((await v1.spaceSettings.getSpaceSettings({ spaceKey })).routeOverrideEnabled, true)
  })
})
