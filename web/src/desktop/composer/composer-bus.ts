import type { DraftKind } from '../../api/desk.ts'

type Wish = { kind?: DraftKind; insert?: string }

const bus = new EventTarget()

/** Brings the composer forward, in a kind and with a text when they are named. */
export const askComposer = (wish: Wish) => bus.dispatchEvent(new CustomEvent('wish', { detail: wish }))

export function listenComposer(onWish: (wish: Wish) => void): () => void {
  const listener = (event: Event) => onWish((event as CustomEvent<Wish>).detail)
  bus.addEventListener('wish', listener)
  return () => bus.removeEventListener('wish', listener)
}
