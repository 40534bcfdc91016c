export type Words = {
  invitation: string
  closing: string
  fresh: string
  dismissal: string
  broken: string
  direction?: 'rtl'
}

const en: Words = {
  invitation: 'Chat with us',
  closing: 'Close chat',
  fresh: 'new',
  dismissal: 'Close invitation',
  broken: 'The chat cannot be shown on this page. Please reload it, or contact us in another way.',
}

const de: Words = {
  invitation: 'Chatten Sie mit uns',
  closing: 'Chat schließen',
  fresh: 'neu',
  dismissal: 'Einladung schließen',
  broken:
    'Der Chat kann hier nicht angezeigt werden. Bitte laden Sie die Seite neu, oder wenden Sie sich auf anderem Weg an uns.',
}

const ar: Words = {
  invitation: 'تحدث معنا',
  closing: 'إغلاق المحادثة',
  fresh: 'جديد',
  dismissal: 'إغلاق الدعوة',
  broken: 'تعذر عرض المحادثة في هذه الصفحة. يرجى إعادة تحميلها أو التواصل معنا بطريقة أخرى.',
  direction: 'rtl',
}

const spoken = new Map(Object.entries({ en, de, ar }))

/** In the first language of the browser's that we speak, else in English. */
export function wordsFor(languages: readonly string[] = []): Words {
  const known = languages.map((tag) => spoken.get(tag.slice(0, 2))).find((words) => words)
  return known ?? en
}
