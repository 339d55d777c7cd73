import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { Label } from '../../domain/label/label.ts'
import { csrfField } from '../layout.ts'
import { icon } from './icons.ts'
import { labelText } from './label-list.ts'
import { textArea } from './text-area.ts'

/** Where the forms of a page are sent, and the proof that they were made for this session. */
export interface FormPlace {
  readonly contextPath: string
  readonly csrf: string | undefined
  readonly pageId: number
}

/** Add labels, and take off those that are there. */
export function labelForm(place: FormPlace, labels: readonly Label[]): Html {
  return html`<details class="label-tools">
    <summary>${labels.length === 0 ? 'Add labels' : 'Change labels'}</summary>
    ${
      labels.length === 0
        ? undefined
        : html`<ul class="label-list" aria-label="Take labels off">
            ${labels.map(
              (label) =>
                html`<li class="aui-label">
                  <form method="post" action="${actionOf(place, 'doremovelabel')}">
                    ${csrfField(place.csrf)}<input
                      type="hidden"
                      name="label"
                      value="${labelText(label)}"
                    /><button
                      type="submit"
                      class="label-off"
                      aria-label="Take off the label ${labelText(label)}"
                    >
                      ${labelText(label)} <span aria-hidden="true">×</span>
                    </button>
                  </form>
                </li>`,
            )}
          </ul>`
    }
    <form class="small-form" method="post" action="${actionOf(place, 'doaddlabels')}">
      ${csrfField(place.csrf)}<label for="new-labels"
        >New labels <span class="facts">(parted by blanks)</span></label
      >
      <div class="in-line">
        <input
          id="new-labels"
          name="labelsString"
          type="text"
          required
          autocomplete="off"
          autocapitalize="none"
          maxlength="${limits.labelLength * 4}"
        /><button type="submit" class="button">Add</button>
      </div>
    </form>
  </details>`
}

/** Attach files to a page. */
export function attachForm(place: FormPlace): Html {
  const token = place.csrf === undefined ? '' : `&atl_token=${encodeURIComponent(place.csrf)}`
  return html`<form
    class="small-form"
    method="post"
    enctype="multipart/form-data"
    action="${actionOf(place, 'doattachfile')}${token}"
  >
    <label for="new-file"
      >Attach a file <span class="facts">(one of the same name becomes its next version)</span></label
    >
    <div class="in-line"><input id="new-file" name="file_0" type="file" required /></div>
    <div class="in-line">
      <input
        name="comment_0"
        type="text"
        aria-label="What the file is"
        placeholder="What the file is"
        maxlength="${limits.commentLength}"
        autocomplete="off"
      /><button type="submit" class="button">Upload</button>
    </div>
  </form>`
}

/** What somebody says below a page, or answers to a comment. */
export interface CommentForm {
  /** Part of the address: which form of the page it is. */
  readonly action: 'doaddcomment' | 'doeditcomment'
  /** The comment that is answered or changed. */
  readonly commentId?: number
  readonly label: string
  readonly button: string
  readonly text?: string
}

/** The form in which comments are written. */
export function commentForm(place: FormPlace, form: CommentForm): Html {
  const { commentId } = form
  const id = `comment-text${commentId === undefined ? '' : `-${commentId}`}`
  const about = commentId === undefined ? '' : `&commentId=${commentId}`
  return html`<form class="small-form" method="post" action="${actionOf(place, form.action)}${about}">
    ${csrfField(place.csrf)}<label for="${id}">${form.label} <span class="facts">(Markdown)</span></label
    >${textArea({ id, name: 'content', required: '', rows: '4' }, form.text ?? '')}
    <div class="in-line"><button type="submit" class="button primary">${form.button}</button></div>
  </form>`
}

/** A form of one button, drawn as one of a page's links. */
export function toolForm(
  place: FormPlace,
  { action, text, drawing }: { readonly action: string; readonly text: string; readonly drawing: 'watch' },
): Html {
  return html`<form method="post" action="${place.contextPath}${action}?pageId=${place.pageId}">
    ${csrfField(place.csrf)}<button type="submit" class="linklike">${icon(drawing)}${text}</button>
  </form>`
}

function actionOf({ contextPath, pageId }: FormPlace, action: string): string {
  return `${contextPath}/pages/${action}.action?pageId=${pageId}`
}
