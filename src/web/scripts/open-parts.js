/*
 * Parts of a page that are closed until somebody asks for them: the expand macro and collapsed code. Without this
 * script they stand open. With it each control is a button, by mouse and by keyboard, and the browser's own search
 * finds what is closed and opens it.
 */
let number = 0

for (const control of document.querySelectorAll('.expand-control')) {
  const content = contentOf(control)
  if (content) connect(control, content)
}

/** What a control opens: the content beside it, or the code below its header. */
function contentOf(control) {
  return (
    control.closest('.codeHeader')?.nextElementSibling ??
    control.parentElement?.querySelector(':scope > .expand-content')
  )
}

function connect(control, content) {
  if (content.id === '') content.id = `closed-part-${++number}`
  control.setAttribute('role', 'button')
  control.setAttribute('tabindex', '0')
  control.setAttribute('aria-controls', content.id)
  show(control, content, false)
  content.classList.remove('expand-hidden', 'hide-toolbar')
  control.addEventListener('click', () => show(control, content, content.hasAttribute('hidden')))
  control.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    show(control, content, content.hasAttribute('hidden'))
  })
  content.addEventListener('beforematch', () => show(control, content, true))
}

function show(control, content, open) {
  control.setAttribute('aria-expanded', String(open))
  if (open) content.removeAttribute('hidden')
  else content.setAttribute('hidden', 'until-found')
}

/* An address that names a place inside a closed part opens it. */
function openTarget() {
  const target =
    location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
  for (let part = target?.closest('[hidden]'); part; part = part.parentElement?.closest('[hidden]')) {
    const control = document.querySelector(`[aria-controls="${CSS.escape(part.id)}"]`)
    if (control) show(control, part, true)
  }
  target?.scrollIntoView()
}

if (location.hash) openTarget()
addEventListener('hashchange', openTarget)

/* An open menu closes when something else is clicked, and by Escape. */
const menus = document.querySelectorAll('details.menu')
addEventListener('click', (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.removeAttribute('open')
})
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') for (const menu of menus) menu.removeAttribute('open')
})
