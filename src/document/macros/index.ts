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
import { contributorsSummary } from './contributors-summary.ts'
import { contributors } from './contributors.ts'
import { createFromTemplate } from './create-from-template.ts'
import { createSpaceButton } from './create-space-button.ts'
import { decisionreport } from './decisionreport.ts'
import { details } from './details.ts'
import { detailssummary } from './detailssummary.ts'
import { div } from './div.ts'
import { drawio } from './drawio.ts'
import { easyMath } from './easy-math.ts'
import { excerptInclude } from './excerpt-include.ts'
import { excerpt } from './excerpt.ts'
import { expand } from './expand.ts'
import { favpages } from './favpages.ts'
import { gadget } from './gadget.ts'
import { gallery } from './gallery.ts'
import { globalReports } from './global-reports.ts'
import { htmlInclude } from './html-include.ts'
import { html } from './html.ts'
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
import { profilePicture } from './profile-picture.ts'
import { profile } from './profile.ts'
import { recentlyUpdatedDashboard } from './recently-updated-dashboard.ts'
import { recentlyUpdated } from './recently-updated.ts'
import { recentlyUsedLabels } from './recently-used-labels.ts'
import { relatedLabels } from './related-labels.ts'
import { roadmap } from './roadmap.ts'
import { rss } from './rss.ts'
import { search } from './search.ts'
import { section } from './section.ts'
import { sharelinksUrlmacro } from './sharelinks-urlmacro.ts'
import { spaceAttachments } from './space-attachments.ts'
import { spaceDetails } from './space-details.ts'
import { spacejump } from './spacejump.ts'
import { spaces } from './spaces.ts'
import { statusList } from './status-list.ts'
import { status } from './status.ts'
import { tasklist } from './tasklist.ts'
import { tasksReportMacro } from './tasks-report-macro.ts'
import { tip } from './tip.ts'
import { tocZone } from './toc-zone.ts'
import { toc } from './toc.ts'
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
  contributorsSummary,
  contributors,
  createFromTemplate,
  createSpaceButton,
  decisionreport,
  details,
  detailssummary,
  div,
  drawio,
  easyMath,
  excerptInclude,
  excerpt,
  expand,
  favpages,
  gadget,
  gallery,
  globalReports,
  htmlInclude,
  html,
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
  profilePicture,
  profile,
  recentlyUpdatedDashboard,
  recentlyUpdated,
  recentlyUsedLabels,
  relatedLabels,
  roadmap,
  rss,
  search,
  section,
  sharelinksUrlmacro,
  spaceAttachments,
  spaceDetails,
  spacejump,
  spaces,
  statusList,
  status,
  tasklist,
  tasksReportMacro,
  tip,
  tocZone,
  toc,
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
