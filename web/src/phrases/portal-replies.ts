export const replies = {
  title: 'Canned replies and tags',
  lead: 'Answers that agents reach with a slash, and words that sort conversations.',
  tabs: { replies: 'Canned replies', tags: 'Tags' },
  search: 'Search',
  add: 'Add reply',
  everyTeam: 'Every team',
  columns: { title: 'Reply', shortcut: 'Shortcut', team: 'Team' },
  empty: {
    title: 'No canned reply yet',
    text: 'Write down the answers you give every day, once. Agents find them by shortcut and as suggestions.',
  },
  nothing: { title: 'Nothing matches', text: 'Try another word.' },
  edit: (title: string) => `Edit ${title}`,
  remove: {
    title: (title: string) => `Delete ${title}?`,
    text: 'Agents no longer find it. Answers that were sent stay.',
  },
  form: {
    newTitle: 'New canned reply',
    title: 'Title',
    shortcut: 'Shortcut',
    shortcutHint: 'Typed after / in the composer: lower-case letters, digits and -.',
    body: 'Text',
    bodyHint: '{{customer}} and {{agent}} become their names.',
    team: 'Team',
    create: 'Create reply',
    save: 'Save reply',
    wrong: {
      title: 'Enter a title of at most 60 characters.',
      shortcut: 'Use lower-case letters, digits and -, at most 30.',
      taken: 'Another reply of this team has this shortcut.',
      body: 'Enter a text of at most 4000 characters.',
    },
  },
  done: {
    created: (title: string) => `${title} is created`,
    saved: (title: string) => `${title} is saved`,
    deleted: (title: string) => `${title} is deleted`,
  },
}

export const tags = {
  add: 'Add tag',
  name: 'New tag',
  wrong: 'Enter a name of at most 40 characters.',
  exists: 'There is a tag of this name already.',
  columns: { name: 'Tag', used: 'Conversations' },
  empty: {
    title: 'No tag yet',
    text: 'Tags such as “billing” or “complaint” let agents sort conversations.',
  },
  remove: {
    title: (name: string) => `Delete ${name}?`,
    text: (used: number) =>
      used === 0
        ? 'No conversation has it.'
        : `It is taken off ${used === 1 ? '1 conversation' : `${used} conversations`}.`,
  },
  delete: (name: string) => `Delete ${name}`,
  done: { created: (name: string) => `${name} is created`, deleted: (name: string) => `${name} is deleted` },
}
