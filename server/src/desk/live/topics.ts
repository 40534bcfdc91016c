import type { Topic } from '../../realtime/hub.ts'

export const topics = {
  person: (provider: number, id: string): Topic => `${provider}/person/${id}`,
  team: (provider: number, id: string): Topic => `${provider}/team/${id}`,
  /** Every agent and supervisor. */
  desk: (provider: number): Topic => `${provider}/desk`,
  board: (provider: number): Topic => `${provider}/board`,
  conversation: (provider: number, id: string): Topic => `${provider}/conversation/${id}`,
  /** Customers wait for what happens to their conversation, and new ones for their first. */
  contact: (provider: number, id: string): Topic => `${provider}/contact/${id}`,
}
