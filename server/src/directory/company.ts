/** What a provider says of itself: name, how to reach it, logo. */
import { hash } from 'node:crypto'
import type { Company } from '@koopid/contract'
import { recordEvent } from '../audit/audit.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import type { AfterCommit } from '../store/store.ts'
import {
  type Details,
  deleteLogo,
  putLogo,
  selectCompany,
  selectLogo,
  updateDetails,
} from './company.store.ts'
import { type Picture, sizeOf } from './picture-file.ts'
import { logoAddress } from './providers.ts'

export const findLogo = selectLogo

/** A change of one's own provider, inside the caller's transaction. */
export type CompanyMove = {
  store: ProviderStore
  after: AfterCommit
  at: number
  /** Who makes it: a person's id. */
  by: string
}

export async function companyOf(store: ProviderStore): Promise<Company> {
  const { logo, ...row } = await selectCompany(store)
  return { ...row, logo: logoAddress({ id: store.providerId, logo }) }
}

/**
 * The audit log keeps the names, and of the rest only that it changed: nothing in it can be deleted.
 * @param wanted as `readDetails` gives it
 */
export async function changeDetails(
  { store, after, at, by }: CompanyMove,
  wanted: Partial<Details>,
): Promise<void> {
  const before = await selectCompany(store)
  const names = (Object.keys(wanted) as (keyof Details)[]).filter((name) => wanted[name] !== before[name])
  if (names.length === 0) return
  await updateDetails(store, Object.fromEntries(names.map((name) => [name, wanted[name]])))
  await recordEvent(store, at, {
    kind: 'provider.changed',
    actor: by,
    facts: {
      changed: names.join(', '),
      ...(names.includes('name') && { from: before.name, to: wanted.name! }),
    },
  })
  after({ kind: 'provider_changed', providerId: store.providerId })
}

/** @param logo as `readPicture` gives it; `null` removes the one that there is */
export async function changeLogo({ store, after, at, by }: CompanyMove, logo: Picture | null): Promise<void> {
  const version = logo && versionOf(logo.bytes)
  if ((await selectCompany(store)).logo === version) return
  if (logo && version) await putLogo(store, { version, type: logo.type, bytes: logo.bytes })
  else await deleteLogo(store)
  await recordEvent(store, at, {
    kind: logo ? 'provider.logo_changed' : 'provider.logo_removed',
    actor: by,
  })
  after({ kind: 'provider_changed', providerId: store.providerId })
}

function versionOf(bytes: Buffer): string {
  const { width, height } = sizeOf(bytes)
  return `${hash('sha256', bytes, 'base64url').slice(0, 22)}-${width}x${height}`
}
