import { type Html, html, raw } from './html.ts'

type FieldOptions = { type?: string; hint?: string; required?: boolean; autocomplete?: string }

/** A labelled text input, with its hint tied to it for screen readers. */
export function field(label: string, name: string, value: string, options: FieldOptions = {}): Html {
  const { type = 'text', hint, required = false, autocomplete = 'off' } = options
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" spellcheck="false"${required && raw(' required')}${hint && raw(` aria-describedby="${name}-hint"`)}>
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
  </div>`
}

/** A checkbox or radio button with its text. */
export function choice(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  label: string,
  checked: boolean,
  hint?: string,
): Html {
  return html`<label class="choice"><input type="${type}" name="${name}" value="${value}"${checked && raw(' checked')}>
    <span>${label}</span>${hint && html`<span class="hint">${hint}</span>`}</label>`
}

type Confirmation = {
  id: string
  button: string
  title: string
  text: string
  action: string
  confirm: string
  /** Said to screen readers after the button's text, where a page has many like it. */
  about?: string
  fields?: Record<string, string>
  /** For what can be undone: no alarming colour on the button that opens the dialog. */
  mild?: boolean
}

/** A destructive act: a button that opens a dialog, and the form that does it. */
export function confirmed(view: Confirmation): Html {
  const { id, button, title, text, action, confirm, about, fields = {}, mild = false } = view
  return html`<button type="button" class="${mild ? '' : 'danger'}" data-opens="${id}">${button}${about && html`<span class="visually-hidden"> ${about}</span>`}</button>
  <dialog id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p>${text}</p>
    <form method="post" action="${action}">
      ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      <div class="row">
        <button class="danger">${confirm}</button>
        <button formmethod="dialog" formnovalidate>Cancel</button>
      </div>
    </form>
  </dialog>`
}

/** A value to carry elsewhere, with a button that copies it. */
export function copyable(label: string, value: string): Html {
  return html`<span class="copy"><code>${value}</code><button type="button" data-copy="${value}" aria-label="Copy ${label}">Copy</button></span>`
}

/** The only script of these pages: dialogs and the copy buttons. */
export const PAGE_SCRIPT = `
document.addEventListener('click', async (event) => {
  const opener = event.target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens).showModal()
  const copier = event.target.closest('[data-copy]')
  if (!copier) return
  await navigator.clipboard.writeText(copier.dataset.copy)
  copier.textContent = 'Copied'
  setTimeout(() => { copier.textContent = 'Copy' }, 2000)
})
`
