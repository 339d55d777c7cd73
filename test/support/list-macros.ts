import { COMMON, type SecretWiki, type State } from './secret-wiki.ts'

/** Macros that show other content, all of them about this one. */
export function macrosAbout(wiki: SecretWiki, state: State): string {
  const { secrets, spaceKey, page } = wiki.targets[state]
  const title = `Zebrafish ${secrets.title}`
  const target = `<ri:page ri:space-key="${spaceKey}" ri:content-title="${title}" />`
  const link = `<ac:link>${target}</ac:link>`
  const file = `<ri:attachment ri:filename="${secrets.file}.txt">${target}</ri:attachment>`
  const space = `<ri:space ri:space-key="${spaceKey}" />`
  const macro = (name: string, parameters: Record<string, string> = {}) => {
    const inside = Object.entries(parameters).map(
      ([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`,
    )
    return `<ac:structured-macro ac:name="${name}">${inside.join('')}</ac:structured-macro>`
  }
  return [
    macro('include', { '': link }),
    macro('excerpt-include', { '': link }),
    macro('excerpt-include', { '': link, nopanel: 'true' }),
    macro('multiexcerpt-include-macro', { MultiExcerptName: 'part', PageWithExcerpt: link }),
    macro('children', { page: link, all: 'true', excerptType: 'rich content' }),
    macro('pagetree', { root: link, expandCollapseAll: 'true' }),
    macro('contentbylabel', {
      cql: `label = "${secrets.label}"`,
      excerptType: 'rich content',
      showLabels: 'true',
    }),
    macro('contentbylabel', { cql: `text ~ "${COMMON}"`, excerptType: 'simple', max: '50' }),
    macro('contentbylabel', { cql: `id = ${page}`, excerptType: 'simple' }),
    macro('detailssummary', { cql: `text ~ "${COMMON}"`, showCommentsCount: 'true' }),
    macro('detailssummary', { label: secrets.label }),
    macro('content-report-table', { labels: secrets.label, spaces: spaceKey }),
    macro('attachments', { page: link }),
    macro('gallery', { page: link }),
    macro('space-attachments', { space }),
    macro('view-file', { name: file, page: link }),
    macro('viewpdf', { name: file, page: link }),
    macro('recently-updated', { spaces: space, max: '50' }),
    macro('recently-updated-dashboard', {}),
    macro('tasks-report-macro', { spaces: spaceKey, pageSize: '50' }),
    macro('tasklist', {}),
    macro('listlabels', { spaceKey }),
    macro('popular-labels', { spaceKey, count: '50' }),
    macro('recently-used-labels', { scope: 'global', count: '50' }),
    macro('related-labels', { labels: secrets.label }),
    macro('navmap', { '': secrets.label }),
    macro('search', { query: COMMON, maxLimit: '50' }),
    macro('page-index', {}),
    macro('contributors', { page: title, spaceKey, include: 'authors,comments,labels', mode: 'list' }),
    macro('contributors-summary', { page: title, spaceKey }),
    macro('content-by-user', { '': '<ri:user ri:username="admin" />' }),
    macro('space-details', {}),
    macro('blog-posts', { spaces: space, content: 'entire' }),
    `<p>${link} <ac:link>${file}</ac:link> <ac:image>${file}</ac:image> <ac:link><ri:content-entity ri:content-id="${page}" /></ac:link></p>`,
    `<p><a href="/pages/viewpage.action?pageId=${page}">by id</a></p>`,
    macro('include', {
      '': `<ac:link><ri:page ri:space-key="OPEN" ri:content-title="Zebrafish ${wiki.targets.current.secrets.title}" /></ac:link>`,
    }),
  ].join('')
}
