import { AppError } from '../../http/errors.ts'

/** One field of what was sent cannot be used. */
export const invalid = (field: string, message: string): AppError =>
  new AppError('request.invalid', { detail: message, fields: [{ field, message }] })

/** @throws AppError `request.not_found`, for what never was and for what is another provider's alike */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('request.not_found')
  return value
}
