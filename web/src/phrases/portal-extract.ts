export const extract = {
  title: 'Extract',
  lead: 'Files for a spreadsheet, or for your own reports.',
  days: 'Days',
  daysLead: (zone: string) => `First and last day, both included, in the time zone ${zone}.`,
  from: 'First day',
  to: 'Last day',
  wrong: {
    missing: 'Enter a first and a last day.',
    order: 'The last day is before the first.',
    long: (most: number) => `At most ${most} days at a time.`,
  },
  download: 'Download',
  downloadOf: (file: string) => `Download ${file}`,
  held: 'Correct the days above first.',
  format: 'CSV, UTF-8, separated by commas. Times are those of the time zone above.',
  files: {
    conversations: {
      title: 'Conversations',
      lead: 'One line for each that began in these days.',
      contents: [
        'Channel, team, status, tags',
        'Customer’s name and e-mail address',
        'When it began, was first answered and was closed; seconds until the first answer',
        'Agent who has or had it; how often it went back to the queue',
        'Number of messages from the customer and from agents, not their text',
      ],
    },
    audit: {
      title: 'Audit log',
      lead: 'One line for each event in these days.',
      contents: ['What happened, and when', 'Who did it, and whom or what it concerns', 'All details'],
    },
  },
  recorded: 'Each download is noted in the audit log.',
}
