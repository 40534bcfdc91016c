import { raw } from './html.ts'

/** The tile: a speech bubble with a K, drawn here. */
export const KOOPID_ICON = raw(
  '<svg viewBox="0 0 64 64" aria-hidden="true" focusable="false"><path d="M14 6h36a10 10 0 0 1 10 10v22a10 10 0 0 1-10 10H32L17 59V48h-3A10 10 0 0 1 4 38V16A10 10 0 0 1 14 6z" fill="#5b3fd6"/><path d="M24 16v22M41 16 25 29l17 9" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)
