import { describe } from 'vitest'
import { postgresDatabase } from './postgres-database.ts'

/** Runs a suite on SQLite and on a real PostgreSQL; `url` makes a new, empty database. */
export function onBothEngines(
  suite: (url: () => Promise<string>, engine: 'sqlite' | 'postgres') => void,
): void {
  describe('on SQLite', () => suite(async () => 'sqlite::memory:', 'sqlite'))
  describe('on PostgreSQL', () => suite(postgresDatabase, 'postgres'))
}
