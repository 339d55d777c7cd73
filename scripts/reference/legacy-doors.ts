import { formOf, type Method } from '../../src/api/legacy/rpc/method.ts'
import { methods } from '../../src/api/legacy/rpc/methods.ts'
import { code, head, table } from './markdown.ts'

/** docs/reference/legacy-doors.md: what scripts of earlier generations call. */
export function legacyDoorsPage(): string {
  return head('Legacy doors', 'src/api/legacy') + INTRODUCTION + methodSections()
}

const INTRODUCTION = `Addresses of earlier generations of Confluence that scripts still call. They lie in \`src/api/legacy\`, call the same
verbs of the domain as everything else, and hold no rule of their own. Each is served below the three roots: nothing,
\`/confluence\` and \`/wiki\`.

## XML-RPC

\`POST /rpc/xmlrpc\`. Methods are called as \`confluence1.NAME\`, where bodies are wiki markup, or \`confluence2.NAME\`, where
they are storage format. \`login(String username, String password)\` gives a token, which is the first argument of every
other method; \`logout(String token)\` ends it. A token is a session: it ends after as long without use. With an empty
token the call is made by whoever the request's own credentials (HTTP Basic, a token, a cookie) prove, or by the anonymous
where the site lets them in.

* Ids are text, dates \`dateTime.iso8601\` in UTC, files \`base64\`. In structs every other value is text, too (\`'version':
  '7'\`, \`'current': 'true'\`); what is null is left out.
* Refusals are faults with the code 0 and the vendor's exception in \`faultString\`: \`java.lang.Exception:
  com.atlassian.confluence.rpc.\` and \`AuthenticationFailedException\`, \`InvalidSessionException\`,
  \`NotPermittedException\`, \`VersionMismatchException\`, \`AlreadyExistsException\` or \`RemoteException\`, then a sentence.
  Unknown methods are a \`java.lang.NoSuchMethodException\`. Only a used-up rate limit is a status of HTTP, 429.
* Requests are read without document types and entities; their size, nesting and number of values are
  [bounded](limits.md).

## JSON-RPC

\`POST /rpc/json-rpc/confluenceservice-v1\` (wiki markup) and \`-v2\` (storage format), without tokens: HTTP Basic, a personal
access token or a session says who calls. Either with an envelope of JSON-RPC 2.0 (\`{"jsonrpc": "2.0", "method": "getSpace",
"params": ["DEMO"], "id": 1}\`; a list of envelopes is a batch), or with the method at the end of the address and the bare list
of its arguments as body; then the bare result comes back, and a refusal is \`{"error": {"code", "message"}}\` with the status
that [the refusal](errors.md) has elsewhere. Ids are numbers, dates milliseconds since 1970, files base64.

SOAP is not spoken: \`/rpc/soap-axis\` answers 404 and names these two.

## The gateway of the Cloud

\`/ex/confluence/{cloudId}\` and \`/gateway/api/ex/confluence/{cloudId}\` stand for the site of that id, with or without
\`/wiki\` behind them: \`/ex/confluence/{cloudId}/wiki/rest/api/space\` and \`/ex/confluence/{cloudId}/rest/api/space\` are
\`/wiki/rest/api/space\`. The id is the one of \`/wiki/rest/api/settings/systemInfo\`; another is a 404. Links in answers are
those of the site. \`GET /oauth/token/accessible-resources\` names this site alone. \`/_edge/tenant_info\` is a 404, with or
without credentials: an id there would send clients to the vendor's gateway.

## The first REST interface

\`/rest/prototype/1\` (and \`latest\`): spaces, content with its comments, attachments, children and breadcrumb, search, users.
It answers XML unless \`Accept\` names JSON or the address ends in \`.json\`. Lists are paged by \`start-index\` and
\`max-results\`, 50 at most. \`index/reindex\` says that the index is complete: it is written with each change.

## What the vendor’s own pages ask for

Below \`/rest\`: the editor’s \`tinymce/1\` (a content to edit, comments, drafts, previews and placeholders of macros, wiki markup), \`inlinecomments/1.0\`,
\`watch-button/1.0\`, \`ui/1.0\` (labels), \`quickreload\`, \`dashboardmacros/1.0\`, \`recentlyviewed/1.0\`, \`mywork\`, and beside them
\`likes/1.0\`. A form needs \`X-Atlassian-Token: no-check\`. \`masterdetail/1.0/detailssummary/lines\` gives the page
properties report as data, paged by \`pageIndex\` and \`pageSize\`. \`tsv/1.0/authenticate\` logs in with JSON and keeps the session by
cookie. On Data Center’s roots \`experimental\` has versions, restrictions, templates, search and single permissions of spaces.

## Addresses of screens

What ends in \`.action\`, and what scripts join to it. Screens: \`viewpage\`, \`viewpreviousversions\`,
\`viewpageattachments\`, \`viewinfo\`, \`viewpagesrc\`, \`diffpages\`, \`diffpagesbyversion\`, \`/display/KEY/Title\`,
\`/x/TINY\`, \`/label/…\`, \`login\`, \`dologin\`, \`logout\`. Writing: \`createpage\` and \`createblogpost\` (\`spaceKey\`,
\`title\`, \`fromPageId\`, \`templateId\`), \`editpage\`, \`resumedraft\`, \`viewmydrafts\`, \`removepage\`; they and their forms
need a log-in. Leading elsewhere: \`searchsite\`, \`viewmyprofile\`. Exports: \`/exportword\` is the page with its pictures as MHTML under the media type of word processors,
\`/spaces/flyingpdf/pdfpageexport.action\` its text as a PDF without its looks, \`downloadallattachments\` an archive; \`exportspacexml\` and
\`doexportspace\` the archive of a space, which is what a backup makes. A PDF with the looks of a page is what a browser prints.
Changes: \`movepage\` and \`doattachfile\` (\`file_0\`, \`comment_0\`, …) need the session’s \`atl_token\`, in the form or, beside
files, in the address, or else the header \`X-Atlassian-Token: no-check\`.

## Remote procedures

The same table for both. An earlier version of a page has an id of its own, which \`getPageHistory\` names and \`getPage\` and
\`removePageVersionById\` take. A space, page or user that is not there is refused, where the vendor's later releases give
null for a space. Lists have as many entries as [limits](limits.md) allow. Not offered: \`addProfilePicture\`, since pictures of
people are drawn here; \`convertToPersonalSpace\`, since the key of a space stays; the space groups of the first releases.
Backups are the archives of *Backup and Restore* in the Data Center API.

`

const WHO: Record<Method['access'], string> = {
  site: 'whoever may use the site',
  user: 'users',
  administrator: 'administrators',
}

function methodSections(): string {
  const groups = Map.groupBy(methods, ({ group }) => group)
  return [...groups]
    .map(([group, some]) => {
      const rows = some.map((method) => [
        code(formOf(method)),
        code((method.gives as { title?: string }).title ?? ''),
        WHO[method.access],
        method.summary,
      ])
      return `### ${group}\n\n${table(['Method', 'Gives', 'Who', 'What'], rows)}`
    })
    .join('\n')
}
