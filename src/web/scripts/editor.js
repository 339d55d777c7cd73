/*
 * The editor: leaving it with unsaved text is asked about first, Ctrl+S saves, and a mistake that is named by row and
 * column is shown in the text. Without this script every form works as it is.
 */
const form = document.querySelector('form[data-editor]')
if (form) watch(form)

function watch(form) {
  let isSending = false
  // A form that came back with what was not saved is unsaved from the start.
  let isChanged = document.querySelector('.notice.error, .findings, .preview') !== null
  form.addEventListener('input', () => {
    isChanged = true
  })
  form.addEventListener('submit', () => {
    isSending = true
  })
  document.querySelector('.editor-actions a')?.addEventListener('click', () => {
    isSending = true
  })
  addEventListener('beforeunload', (event) => {
    if (isChanged && !isSending) event.preventDefault()
  })
  addEventListener('keydown', (event) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    form.querySelector('button[value="save"]')?.click()
  })
  for (const link of document.querySelectorAll('a[data-row]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      showPlace(form.querySelector('textarea'), Number(link.dataset.row), Number(link.dataset.column))
    })
  }
}

/** Select the character at a row and column of a text field, both counted from 1. */
function showPlace(field, row, column) {
  const lines = field.value.split('\n')
  const before = lines.slice(0, row - 1)
  const at = before.reduce((sum, line) => sum + line.length + 1, 0) + Math.max(0, column - 1)
  field.focus()
  field.setSelectionRange(at, Math.min(at + 1, field.value.length))
  const lineHeight = field.scrollHeight / Math.max(1, lines.length)
  field.scrollTop = Math.max(0, (row - 4) * lineHeight)
  field.scrollIntoView({ block: 'center' })
}
