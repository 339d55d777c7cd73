import { diffLines } from '../base/diff.ts'
import { html, type Html, raw } from '../base/html.ts'
import { convert } from '../document/formats.ts'
import { nowhere } from '../document/nowhere.ts'
import { blocksOf } from './publish/merge.ts'

/** One side of a comparison. */
export interface Side {
  readonly name: string
  readonly storage: string
}

/** A page of HTML that shows a document as it is now, with the blocks that went and those that came. */
export async function diffPage(title: string, before: Side, after: Side): Promise<string> {
  const blocks = diffLines(trimmed(before.storage), trimmed(after.storage))
  const shown: Html[] = []
  for (const { kind, line } of blocks) {
    const { text } = await convert(line, 'storage', 'view', { env: nowhere() })
    const block = raw(text)
    if (kind === 'same') shown.push(html`<div>${block}</div>`)
    if (kind === 'removed') shown.push(html`<del aria-label="removed">${block}</del>`)
    if (kind === 'added') shown.push(html`<ins aria-label="added">${block}</ins>`)
  }
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
            font:
              16px/1.5 system-ui,
              sans-serif;
          }
          body {
            max-width: 60rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          table {
            border-collapse: collapse;
          }
          td,
          th {
            border: 1px solid #8888;
            padding: 0.3rem 0.6rem;
          }
          ins,
          del {
            display: block;
            margin: 0.3rem 0;
            padding: 0 0.8rem;
            text-decoration: none;
            border-left: 0.3rem solid;
          }
          ins {
            border-color: #22863a;
            background: #22863a22;
          }
          del {
            border-color: #b31d28;
            background: #b31d2822;
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p><del>${before.name}</del><ins>${after.name}</ins></p>
        ${shown}
      </body>
    </html> `.markup
}

function trimmed(storage: string): readonly string[] {
  return blocksOf(storage).map((block) => block.trimEnd())
}
