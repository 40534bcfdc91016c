import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { postgresDatabase } from './postgres-database.ts'

/** Runs a suite on SQLite and on a real PostgreSQL; `url` makes a new, empty database. */
export function onBothEngines(
  suite: (url: () => Promise<string>, engine: 'sqlite' | 'postgres') => void,
): void {
  describe('on SQLite', () => suite(async () => 'sqlite::memory:', 'sqlite'))
  describe('on PostgreSQL', () => suite(postgresDatabase, 'postgres'))
}

/** URL of a SQLite file that several processes or apps may open; removed with the test. */
export async function sqliteFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'koopid-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'koopid.db')}`
}
