import { expect, it } from 'vitest'
import { rank } from './suggest.ts'

const reply = (title: string, body: string) => ({ title, shortcut: title.toLowerCase(), body })
const replies = [
  reply('Greeting', 'Hello, how can we help you today?'),
  reply('Refund', 'Your refund is on its way and takes five days.'),
  reply('Parcel', 'Your parcel is with the carrier.'),
]
const titles = (message: string) => rank(replies, message).map(({ title }) => title)

it('the reply that shares the rarest words with the customer comes first', () => {
  expect(titles('Where is my PARCEL?')[0]).toBe('Parcel')
  expect(titles('I want a refund')[0]).toBe('Refund')
})

it('without a common word, and for a message in no letters, the order stays', () => {
  expect(titles('???')).toEqual(['Greeting', 'Refund', 'Parcel'])
})
