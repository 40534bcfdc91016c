import { defineConfig } from 'vitest/config'

const tests = '**/*.test.ts'
const exclude = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'contract', root: 'contract', include: [tests], exclude } },
      {
        test: {
          name: 'server',
          root: 'server',
          include: [tests],
          exclude,
          globalSetup: ['test/postgres.setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'local-okta', root: 'local-okta', include: [tests], exclude, testTimeout: 20_000 } },
      { extends: './web/vitest.config.ts', test: { name: 'web', root: 'web' } },
      {
        test: {
          name: 'e2e',
          root: 'e2e',
          include: [tests],
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
