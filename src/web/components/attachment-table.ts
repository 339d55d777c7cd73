import { type Html, html } from '../../base/html.ts'
import type { AttachmentSummary } from '../../document/env.ts'
import { fileSizeText } from '../../document/macros/shared/attachments.ts'
import { personLink } from './person.ts'
import { when } from './time.ts'

/** Files with their size, version, and who uploaded them when, and what can be done with each. */
export function attachmentTable(
  attachments: readonly AttachmentSummary[],
  now: number,
  toolsOf: (file: AttachmentSummary) => Html | undefined = () => undefined,
): Html {
  return html`<div class="table-wrap">
    <table class="attachments listing">
      <thead>
        <tr>
          <th class="filename-column" scope="col">File</th>
          <th scope="col" class="number">Size</th>
          <th scope="col" class="number">Version</th>
          <th class="modified-column" scope="col">Uploaded</th>
        </tr>
      </thead>
      <tbody>
        ${attachments.map(
          (file) =>
            html`<tr
              id="attachment-${file.id}"
              class="attachment-row"
              data-attachment-id="${file.id}"
              data-attachment-filename="${file.fileName}"
            >
              <td class="filename-column">
                <a
                  class="filename"
                  href="${file.downloadUrl}"
                  data-linked-resource-id="${file.id}"
                  data-linked-resource-type="attachment"
                  data-linked-resource-content-type="${file.mediaType}"
                  data-linked-resource-container-id="${file.containerId}"
                  >${file.fileName}</a
                >${file.comment === '' ? undefined : html`<p class="facts">${file.comment}</p>`}
              </td>
              <td class="number">${fileSizeText(file.fileSize)}</td>
              <td class="number">${file.version}</td>
              <td class="modified-column">
                ${when(Date.parse(file.updatedAt), now)} by ${personLink(file.updatedBy)} ${toolsOf(file)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
