/** The list of all macros, in alphabetical order. */
import { anchor } from './anchor.ts'
import { attachments } from './attachments.ts'
import { auimessage } from './auimessage.ts'
import { blogPosts } from './blog-posts.ts'
import { calendar } from './calendar.ts'
import { changeHistory } from './change-history.ts'
import { chart } from './chart.ts'
import { cheese } from './cheese.ts'
import { children } from './children.ts'
import { code } from './code.ts'
import { column } from './column.ts'
import { contentByUser } from './content-by-user.ts'
import { contentReportTable } from './content-report-table.ts'
import { contentbylabel } from './contentbylabel.ts'
import { contributors } from './contributors.ts'
import { contributorsSummary } from './contributors-summary.ts'
import { createFromTemplate } from './create-from-template.ts'
import { createSpaceButton } from './create-space-button.ts'
import { decisionreport } from './decisionreport.ts'
import { details } from './details.ts'
import { detailssummary } from './detailssummary.ts'
import { div } from './div.ts'
import { drawio } from './drawio.ts'
import { easyMath } from './easy-math.ts'
import { excerpt } from './excerpt.ts'
import { excerptInclude } from './excerpt-include.ts'
import { expand } from './expand.ts'
import { favpages } from './favpages.ts'
import { gadget } from './gadget.ts'
import { gallery } from './gallery.ts'
import { globalReports } from './global-reports.ts'
import { hideelements } from './hideelements.ts'
import { html } from './html.ts'
import { htmlInclude } from './html-include.ts'
import { iframe } from './iframe.ts'
import { im } from './im.ts'
import { include } from './include.ts'
import { info } from './info.ts'
import { jira } from './jira.ts'
import { junitreport } from './junitreport.ts'
import { listlabels } from './listlabels.ts'
import { livesearch } from './livesearch.ts'
import { loremipsum } from './loremipsum.ts'
import type { MacroDefinition } from './macro.ts'
import { markdown } from './markdown.ts'
import { mathblock } from './mathblock.ts'
import { mathinline } from './mathinline.ts'
import { mermaid } from './mermaid.ts'
import { multiexcerptIncludeMacro } from './multiexcerpt-include-macro.ts'
import { multimedia } from './multimedia.ts'
import { navmap } from './navmap.ts'
import { network } from './network.ts'
import { noformat } from './noformat.ts'
import { note } from './note.ts'
import { pageIndex } from './page-index.ts'
import { pagetree } from './pagetree.ts'
import { pagetreesearch } from './pagetreesearch.ts'
import { panel } from './panel.ts'
import { plantuml } from './plantuml.ts'
import { popularLabels } from './popular-labels.ts'
import { profile } from './profile.ts'
import { profilePicture } from './profile-picture.ts'
import { recentlyUpdated } from './recently-updated.ts'
import { recentlyUpdatedDashboard } from './recently-updated-dashboard.ts'
import { recentlyUsedLabels } from './recently-used-labels.ts'
import { relatedLabels } from './related-labels.ts'
import { roadmap } from './roadmap.ts'
import { rss } from './rss.ts'
import { scrollPagebreak } from './scroll-pagebreak.ts'
import { search } from './search.ts'
import { section } from './section.ts'
import { sharelinksUrlmacro } from './sharelinks-urlmacro.ts'
import { spaceAttachments } from './space-attachments.ts'
import { spaceDetails } from './space-details.ts'
import { spacejump } from './spacejump.ts'
import { spaces } from './spaces.ts'
import { status } from './status.ts'
import { statusList } from './status-list.ts'
import { swaggerOpenApi } from './swagger-open-api.ts'
import { table } from './table.ts'
import { tableCell } from './table-cell.ts'
import { tableRow } from './table-row.ts'
import { tasklist } from './tasklist.ts'
import { tasksReportMacro } from './tasks-report-macro.ts'
import { tip } from './tip.ts'
import { toc } from './toc.ts'
import { tocZone } from './toc-zone.ts'
import { unmigratedInlineWikiMarkup } from './unmigrated-inline-wiki-markup.ts'
import { unmigratedWikiMarkup } from './unmigrated-wiki-markup.ts'
import { userlister } from './userlister.ts'
import { viewFile } from './view-file.ts'
import { viewdoc } from './viewdoc.ts'
import { viewpdf } from './viewpdf.ts'
import { viewppt } from './viewppt.ts'
import { viewxls } from './viewxls.ts'
import { warning } from './warning.ts'
import { welcomeMessage } from './welcome-message.ts'
import { widget } from './widget.ts'

/** Every macro that is installed. */
export const macros: readonly MacroDefinition[] = [
  anchor,
  attachments,
  auimessage,
  blogPosts,
  calendar,
  changeHistory,
  chart,
  cheese,
  children,
  code,
  column,
  contentByUser,
  contentReportTable,
  contentbylabel,
  contributors,
  contributorsSummary,
  createFromTemplate,
  createSpaceButton,
  decisionreport,
  details,
  detailssummary,
  div,
  drawio,
  easyMath,
  excerpt,
  excerptInclude,
  expand,
  favpages,
  gadget,
  gallery,
  globalReports,
  hideelements,
  html,
  htmlInclude,
  iframe,
  im,
  include,
  info,
  jira,
  junitreport,
  listlabels,
  livesearch,
  loremipsum,
  markdown,
  mathblock,
  mathinline,
  mermaid,
  multiexcerptIncludeMacro,
  multimedia,
  navmap,
  network,
  noformat,
  note,
  pageIndex,
  pagetree,
  pagetreesearch,
  panel,
  plantuml,
  popularLabels,
  profile,
  profilePicture,
  recentlyUpdated,
  recentlyUpdatedDashboard,
  recentlyUsedLabels,
  relatedLabels,
  roadmap,
  rss,
  scrollPagebreak,
  search,
  section,
  sharelinksUrlmacro,
  spaceAttachments,
  spaceDetails,
  spacejump,
  spaces,
  status,
  statusList,
  swaggerOpenApi,
  table,
  tableCell,
  tableRow,
  tasklist,
  tasksReportMacro,
  tip,
  toc,
  tocZone,
  unmigratedInlineWikiMarkup,
  unmigratedWikiMarkup,
  userlister,
  viewFile,
  viewdoc,
  viewpdf,
  viewppt,
  viewxls,
  warning,
  welcomeMessage,
  widget,
]

const byName = new Map(
  macros.flatMap((macro) => [macro.name, ...(macro.aliases ?? [])].map((name) => [name, macro])),
)

/** The macro of a name or alias. */
export function macroNamed(name: string): MacroDefinition | undefined {
  return byName.get(name)
}
