/** What somebody typed of their company: all of it is in order, or nothing changes. */
import type { CompanyChange } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import type { Details } from './company.store.ts'
import { readEmail } from './email.ts'
import { longestName, readName } from './names.ts'
import { readPhone } from './phone.ts'
import { readWebsite } from './website.ts'

const readers: { [Name in keyof Details]: (text: string) => Details[Name] | undefined } = {
  name: readName,
  website: readWebsite,
  email: readContactEmail,
  phone: readPhone,
}
const rules: Record<keyof Details, string> = {
  name: `A name has 1 to ${longestName} characters.`,
  website: 'A website is an address such as https://acme.com, of at most 200 characters.',
  email: 'An e-mail address looks like help@acme.com.',
  phone: 'A phone number begins with + and the country code, and has 7 to 15 digits.',
}

/** @throws AppError `request.invalid`, with every field that is not in order */
export function readDetails(change: CompanyChange): Partial<Details> {
  const named = (Object.keys(readers) as (keyof Details)[]).filter((name) => change[name] !== undefined)
  const read = named.map((name) => [name, readers[name](change[name]!)] as const)
  const fields = read
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, message: rules[field] }))
  if (fields.length > 0) throw new AppError('request.invalid', { detail: fields[0]!.message, fields })
  return Object.fromEntries(read)
}

function readContactEmail(text: string): string | null | undefined {
  const read = readEmail(text)
  if ('email' in read) return read.email
  return read.refusal === 'empty' ? null : undefined
}
