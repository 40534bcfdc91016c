/**
 * What the launcher on the customer's page and the chat's frame say to each other. Types only: the launcher carries
 * nothing of the app, and the app nothing of the launcher.
 */

/** `dismissed`: the invitation was closed, not the chat. */
export type Happened = { koopid: 'open' | 'closed' | 'dismissed' }

/** The answer to `kept?`. */
export type KeptValues = { koopid: 'kept'; values: Record<string, string> }

export type ToFrame = Happened | KeptValues

export type ToHost =
  | { koopid: 'ready'; colour: string }
  | { koopid: 'unread'; count: number }
  | { koopid: 'close' }
  | { koopid: 'invite'; greeting: string }
  | { koopid: 'kept?' }
  | { koopid: 'keep'; key: string; value: string | null }
