/*
 * The chat on your page. One tag:
 *   <script async src="https://app.koopid.ai/widget/koopid.js" data-provider="719" data-entry-tag="welcome"></script>
 * Optional: data-colour="#0c7a72", data-label="Chat with us".
 * The chat itself runs in a frame of its own origin; nothing here reads or changes your page.
 */
;(() => {
  const script = document.currentScript
  if (!script || document.querySelector('[data-koopid-chat]')) return
  const { provider, entryTag, colour, label } = script.dataset
  const origin = new URL(script.src).origin
  const words = {
    en: 'Chat with us|Close chat|new|Close invitation|The chat cannot be shown on this page. Please reload it, or contact us in another way.',
    de: 'Chatten Sie mit uns|Chat schließen|neu|Einladung schließen|Der Chat kann hier nicht angezeigt werden. Bitte laden Sie die Seite neu, oder wenden Sie sich auf anderem Weg an uns.',
    ar: 'تحدث معنا|إغلاق المحادثة|جديد|إغلاق الدعوة|تعذر عرض المحادثة في هذه الصفحة. يرجى إعادة تحميلها أو التواصل معنا بطريقة أخرى.',
  }
  const language = (navigator.languages || []).map((tag) => tag.slice(0, 2)).find((tag) => words[tag]) || 'en'
  const [invitation, closing, fresh, dismissal, broken] = words[language].split('|')
  const name = label || invitation

  const style = `
    :host { all: initial; direction: ${language === 'ar' ? 'rtl' : 'ltr'}; }
    * { box-sizing: border-box; font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    [hidden] { display: none !important; }
    .button, .panel, .bubble { position: fixed; inset-inline-end: 20px; z-index: 2147483000; }
    .button { bottom: 20px; display: flex; align-items: center; gap: 10px; height: 52px; padding: 0 20px; border: 0;
      border-radius: 26px; border-end-end-radius: 6px; background: var(--colour); color: var(--ink); font-size: 16px; font-weight: 600;
      cursor: pointer; box-shadow: 0 8px 28px -8px rgb(0 0 0 / 45%); transition: translate 140ms ease; }
    .button:hover { translate: 0 -2px; }
    .button:focus-visible { outline: 3px solid var(--colour); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .count { min-width: 22px; padding: 1px 6px; border-radius: 11px; background: #c22525; color: #fff; font-size: 13px; }
    .panel { bottom: 88px; width: 384px; height: min(640px, calc(100dvh - 108px)); border-radius: 16px; overflow: hidden;
      background: Canvas; box-shadow: 0 24px 64px -16px rgb(0 0 0 / 45%), 0 0 0 1px rgb(0 0 0 / 10%);
      animation: rise 160ms ease; color-scheme: light dark; }
    .frame { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    .broken { padding: 24px; margin: 0; color: CanvasText; font-size: 15px; line-height: 1.5; }
    .broken button { display: block; margin-top: 16px; padding: 8px 16px; font-size: 15px; cursor: pointer; }
    .bubble { bottom: 84px; display: flex; align-items: flex-start; max-width: min(320px, calc(100% - 40px));
      border-radius: 18px; border-end-end-radius: 6px; color-scheme: light dark; }
    .bubble.shown { background: #fff; color: #1b2629; border: 1px solid #d5dcde;
      box-shadow: 0 12px 36px -12px rgb(0 0 0 / 40%); animation: rise 160ms ease; }
    .said { min-width: 0; max-height: calc(100dvh - 100px); overflow-y: auto; }
    .bubble button { border: 0; border-radius: 16px; background: none; color: inherit; cursor: pointer; }
    .greeting { display: block; width: 100%; padding: 14px 18px; padding-inline-end: 10px; font-size: 15px;
      line-height: 1.45; text-align: start; white-space: pre-line; overflow-wrap: anywhere; }
    .greeting span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 10; overflow: hidden; }
    .dismiss { flex: none; width: 36px; height: 36px; margin: 6px; margin-inline-start: 0; padding: 0; font-size: 22px; line-height: 1;
      opacity: 0.75; }
    .dismiss:hover { opacity: 1; }
    .bubble button:focus-visible { outline: 2px solid currentColor; outline-offset: -4px; opacity: 1; }
    @media (prefers-color-scheme: dark) {
      .bubble.shown { background: #161e21; color: #e9eeef; border-color: #56646a; }
    }
    @media (max-height: 420px) { .greeting span { -webkit-line-clamp: 4; } }
    @keyframes rise { from { opacity: 0; translate: 0 8px; } }
    @media (max-width: 480px) {
      .panel { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
      .button[aria-expanded="true"] { display: none; }
    }
    @media (prefers-reduced-motion: reduce) {
      .panel, .bubble.shown { animation: none; }
      .button { transition: none; }
    }
    @media print { .button, .panel, .bubble { display: none; } }`

  const holder = make('div', {}, { 'data-koopid-chat': '' })
  const shadow = holder.attachShadow({ mode: 'open' })
  try {
    // Not an inline style: the page's content security policy may forbid those.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    shadow.adoptedStyleSheets = [sheet]
  } catch (_) {
    shadow.append(make('style', { textContent: style }))
  }
  const text = make('span', { textContent: name })
  const count = make('span', { className: 'count', hidden: true })
  const button = make('button', { type: 'button', className: 'button' }, { 'aria-expanded': 'false' })
  button.append(text, count)
  const panel = make('div', { className: 'panel', hidden: true }, { role: 'dialog', 'aria-label': name })
  const bubble = make('div', { className: 'bubble' })
  // There from the beginning: a screen reader hears what comes into a region that it knows.
  const said = make('div', { className: 'said' }, { role: 'status' })
  const dismissing = {
    type: 'button',
    className: 'dismiss',
    textContent: '\u00d7',
    hidden: true,
    onclick: dismiss,
  }
  const cross = make('button', dismissing, { 'aria-label': dismissal })
  bubble.append(said, cross)
  shadow.append(panel, bubble, button)

  let frame
  let ready = false
  let open = false
  let unread = 0

  function make(tag, properties, attributes = {}) {
    const element = Object.assign(document.createElement(tag), properties)
    for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute])
    return element
  }

  function paint(wanted) {
    const hex = /^#[0-9a-f]{6}$/i.test(wanted || '') ? wanted : '#0c7a72'
    const [r, g, b] = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2)
    holder.style.setProperty('--colour', hex)
    holder.style.setProperty('--ink', 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff')
  }

  function load() {
    if (frame) return
    frame = make('iframe', { className: 'frame', title: name })
    const query = new URLSearchParams({ provider, tag: entryTag })
    frame.src = `${origin}/widget/frame?${query}#host=${encodeURIComponent(location.origin)}`
    panel.append(frame)
    setTimeout(() => ready || explain(), 10000)
  }

  function explain() {
    const note = make('p', { className: 'broken', textContent: broken }, { role: 'alert' })
    note.append(make('button', { type: 'button', textContent: closing, onclick: () => show(false) }))
    frame.replaceWith(note)
  }

  function tell(word) {
    if (ready) frame.contentWindow.postMessage({ koopid: word }, origin)
  }

  function show(wanted) {
    if (wanted === open) return
    open = wanted
    load()
    withdraw()
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
    text.textContent = open ? closing : name
    announce()
    tell(open ? 'open' : 'closed')
    const target = open ? panel.querySelector('button') || frame : button
    target.focus()
  }

  function announce() {
    count.hidden = open || unread === 0
    count.textContent = `${unread} ${fresh}`
  }

  /** The greeting beside the launcher. It takes no focus: somebody may be writing elsewhere on the page. */
  function invite(greeting) {
    if (open || said.firstChild || typeof greeting !== 'string') return
    const opening = { type: 'button', className: 'greeting', onclick: () => show(true) }
    const opener = make('button', opening, { 'aria-haspopup': 'dialog' })
    opener.append(make('span', { textContent: greeting }, { dir: 'auto' }))
    said.append(opener)
    cross.hidden = false
    bubble.classList.add('shown')
  }

  function withdraw() {
    said.replaceChildren()
    cross.hidden = true
    bubble.classList.remove('shown')
  }

  function dismiss() {
    const focused = bubble.contains(shadow.activeElement)
    withdraw()
    tell('dismissed')
    if (focused) button.focus()
  }

  /** For a frame that the browser gives no storage of its own. */
  function answerKept() {
    const values = {}
    attempt(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('koopid-')) values[key] = localStorage[key]
    })
    frame.contentWindow.postMessage({ koopid: 'kept', values }, origin)
  }

  function keep(key, value) {
    if (!key.startsWith('koopid-')) return
    attempt(() => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, String(value))))
  }

  /** A page may have no storage either. */
  function attempt(act) {
    try {
      act()
    } catch (_) {}
  }

  addEventListener('message', ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin || !data) return
    if (data.koopid === 'ready') {
      ready = true
      if (!colour) paint(data.colour)
      if (open) tell('open')
    }
    if (data.koopid === 'close') show(false)
    if (data.koopid === 'invite') invite(data.greeting)
    if (data.koopid === 'kept?') answerKept()
    if (data.koopid === 'keep') keep(String(data.key), data.value)
    if (data.koopid === 'unread') unread = Number(data.count) || 0
    announce()
  })
  button.addEventListener('click', () => show(!open))
  bubble.addEventListener('keydown', (event) => event.key === 'Escape' && dismiss())
  shadow.addEventListener('keydown', (event) => event.key === 'Escape' && show(false))

  function begin() {
    paint(colour)
    document.body.append(holder)
    setTimeout(load, 300)
  }
  if (document.body) begin()
  else addEventListener('DOMContentLoaded', begin)
})()
