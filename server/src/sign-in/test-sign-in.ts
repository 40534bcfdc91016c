import { noteTest } from '../directory/connections.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { Attempt } from './attempt.ts'

/** Writes the outcome of a test sign-in beside the draft that was tested. */
export async function finishTest(
  store: ProviderStore,
  test: NonNullable<Attempt['test']>,
  outcome: { incident: string; passed: boolean; at: number },
): Promise<void> {
  await noteTest(store, test.draftUpdatedAt, outcome)
}
