/**
 * What a format has to know of a macro to read and write it: what body it has, where it may stand, and which
 * parameters name things of the wiki. Plain data, so that formats and the registry share it and neither
 * imports the other. A macro that is not listed is unknown: it keeps whatever it was written with.
 */

/** `none`: the macro stands alone; `plain`: its body is text; `rich`: its body is a document. */
export type BodyKind = 'none' | 'plain' | 'rich'

/** `either`: a block when it stands on lines of its own, an inline inside a line. */
export type Place = 'block' | 'inline' | 'either'

/** What a parameter's value points at when storage format spells it as `ri:…`. */
export type ParameterTarget = 'page' | 'attachment' | 'space' | 'user' | 'url'

/** The facts of one macro. */
export interface MacroFacts {
  readonly body: BodyKind
  readonly place: Place
  /** Parameters that name things of the wiki; the default parameter has the name `''`. */
  readonly targets?: Readonly<Record<string, ParameterTarget>>
  /** The parameter that a value without a name means in wiki markup, when it has a name in storage format. */
  readonly unnamed?: string
}

const block = (body: BodyKind, more: Partial<MacroFacts> = {}): MacroFacts => ({
  body,
  place: 'block',
  ...more,
})
const inline = (body: BodyKind, more: Partial<MacroFacts> = {}): MacroFacts => ({
  body,
  place: 'inline',
  ...more,
})
const either = (body: BodyKind, more: Partial<MacroFacts> = {}): MacroFacts => ({
  body,
  place: 'either',
  ...more,
})

const file: Readonly<Record<string, ParameterTarget>> = { name: 'attachment', page: 'page' }

/** Every macro whose body and place are known, by its name in storage format. */
export const macroFacts: ReadonlyMap<string, MacroFacts> = new Map(
  Object.entries({
    alert: block('rich'),
    align: block('rich'),
    anchor: inline('none'),
    attachments: block('none', { targets: { page: 'page' } }),
    auimessage: block('rich'),
    auitabs: block('rich'),
    auitabspage: block('rich'),
    'blog-posts': block('none', { targets: { spaces: 'space' } }),
    bloglist: block('none'),
    calendar: block('none'),
    card: block('rich'),
    cards: block('rich'),
    'change-history': block('none'),
    chart: block('rich'),
    cheese: either('none'),
    children: block('none', { targets: { page: 'page' } }),
    code: block('plain', { unnamed: 'language' }),
    column: block('rich'),
    'composition-setup': block('rich'),
    'content-by-user': block('none', { targets: { '': 'user' } }),
    'content-report-table': block('none', { targets: { spaces: 'space' } }),
    'content-tree': block('none'),
    contentbylabel: block('none'),
    contentproperties: block('rich'),
    contributors: either('none', { targets: { page: 'page' } }),
    'contributors-summary': block('none', { targets: { page: 'page' } }),
    'create-from-template': either('none'),
    'create-space-button': either('none'),
    decisionreport: block('none'),
    deck: block('rich'),
    details: block('rich'),
    detailssummary: block('none'),
    div: block('rich'),
    drawio: block('none'),
    'easy-math': either('plain'),
    'easy-math-block': block('plain'),
    'eazy-math-inline': inline('none'),
    excerpt: either('rich'),
    'excerpt-include': either('none', { targets: { '': 'page' } }),
    expand: block('rich'),
    favpages: block('none'),
    footnote: inline('rich'),
    gadget: block('none'),
    gallery: block('none', { targets: { page: 'page' } }),
    gliffy: block('none'),
    'global-reports': block('none'),
    hideelements: block('none'),
    'hide-if': block('rich'),
    html: block('plain'),
    'html-include': block('none'),
    'html-xhtml': block('plain'),
    iframe: block('none', { targets: { src: 'url' } }),
    im: inline('none'),
    'inc-drawio': block('none'),
    include: block('none', { targets: { '': 'page' } }),
    index: block('none'),
    info: block('rich'),
    jira: either('none'),
    jirachart: block('none'),
    jiraissues: block('none'),
    junitreport: block('none'),
    latex: block('plain'),
    listlabels: block('none'),
    livesearch: either('none', { targets: { spaceKey: 'space' } }),
    loremipsum: block('none'),
    markdown: block('plain'),
    'markdown-from-url': block('plain'),
    mathblock: block('plain'),
    mathinline: inline('none'),
    'mathjax-block-macro': block('plain'),
    'mathjax-inline-macro': inline('none'),
    mermaid: block('plain'),
    'mermaid-cloud': block('none'),
    'mermaid-macro': block('plain'),
    'multiexcerpt-include-macro': block('none', { targets: { PageWithExcerpt: 'page' } }),
    multiexcerpt: block('rich'),
    'multiexcerpt-macro': block('rich'),
    multimedia: block('none', { targets: file }),
    navmap: block('none'),
    network: block('none', { targets: { user: 'user' } }),
    noformat: block('plain'),
    note: block('rich'),
    'page-tree': block('none'),
    pagetree: block('none', { targets: { root: 'page' } }),
    pagetreesearch: block('none', { targets: { rootPage: 'page' } }),
    panel: block('rich'),
    'paste-code-macro': block('plain'),
    'pivot-table': block('rich'),
    plantuml: either('plain'),
    plantumlcloud: block('none'),
    plantumlrender: block('plain'),
    'popular-labels': block('none'),
    profile: block('none', { targets: { user: 'user' } }),
    'profile-card': block('none'),
    'profile-picture': either('none', { targets: { User: 'user' } }),
    'recently-updated': block('none', { targets: { spaces: 'space' } }),
    'recently-updated-dashboard': block('none'),
    'recently-used-labels': block('none'),
    'related-labels': block('none'),
    roadmap: block('none'),
    rss: block('none', { targets: { url: 'url' } }),
    'scroll-content-block': block('rich'),
    'scroll-ignore': block('rich'),
    'scroll-only': block('rich'),
    'scroll-pagebreak': block('none'),
    'scroll-title': block('rich'),
    search: block('none'),
    section: block('rich'),
    'sharelinks-urlmacro': block('none'),
    'show-if': block('rich'),
    'space-attachments': block('none', { targets: { space: 'space' } }),
    'space-details': block('none'),
    spacejump: inline('none'),
    spaces: block('none'),
    'spaces-list': block('none'),
    status: inline('none'),
    'status-list': block('none'),
    table: block('rich'),
    'table-cell': block('rich'),
    'sv-translation': block('rich'),
    'table-chart': block('rich'),
    'table-filter': block('rich'),
    'table-plus': block('rich'),
    'table-row': block('rich'),
    tasklist: block('plain'),
    'tasks-report-macro': block('none'),
    tip: block('rich'),
    toc: block('none'),
    'toc-zone': block('rich'),
    'ui-expand': block('rich'),
    'ui-step': block('rich'),
    'ui-steps': block('rich'),
    'ui-tab': block('rich'),
    'ui-tabs': block('rich'),
    'unmigrated-inline-wiki-markup': inline('plain'),
    'unmigrated-wiki-markup': block('plain'),
    userlister: block('none'),
    'view-file': either('none', { targets: file }),
    viewdoc: block('none', { targets: file }),
    viewpdf: block('none', { targets: file }),
    viewppt: block('none', { targets: file }),
    viewxls: block('none', { targets: file }),
    warning: block('rich'),
    'welcome-message': block('none'),
    widget: block('none', { targets: { url: 'url' } }),
  }),
)
