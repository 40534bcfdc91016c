import { recall, remember } from '../ui/storage.ts'

const key = 'koopid-last-provider'
export type RememberedProvider = { id: number; name: string }

/** Only id and name: where its sign-in starts is asked afresh each time. */
export function rememberedProvider(): RememberedProvider | undefined {
  try {
    const { id, name } = JSON.parse(recall(key) ?? '{}')
    return Number.isSafeInteger(id) && typeof name === 'string' ? { id, name } : undefined
  } catch {
    return undefined
  }
}

export const rememberProvider = ({ id, name }: RememberedProvider) =>
  remember(key, JSON.stringify({ id, name }))
