export type Engine = 'sqlite' | 'postgres'

/** Milliseconds since 1970, UTC. */
export type Instant = number
/** 0 or 1: SQLite has no boolean, and one query text serves both engines. */
export type Flag = 0 | 1
/** JSON text; the `*.store.ts` that owns the column parses it. */
export type Json = string
/** Ciphertext of `store/sealing.ts`, with the id of its key. */
export type Sealed = string
