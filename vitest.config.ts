import { defineConfig } from 'vitest/config'

const tests = '**/*.test.ts'
const exclude = ['**/node_modules/**', '**/dist/**']

const mocking = 'test/password.test.ts'
const server = {
  root: 'server',
  globalSetup: ['test/postgres.setup.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    // The tests wait for other processes more than they compute.
    maxWorkers: 2,
    // `isolate: false` where set: the server's modules are loaded once for all files of a worker, which is most of their time.
    projects: [
      { test: { name: 'contract', root: 'contract', include: [tests], exclude } },
      {
        test: { name: 'server', isolate: false, include: [tests], exclude: [...exclude, mocking], ...server },
      },
      // A mock reaches only a file that loads the modules itself.
      { test: { name: 'server-mocking', include: [mocking], exclude, ...server } },
      {
        test: {
          name: 'local-okta',
          root: 'local-okta',
          isolate: false,
          include: [tests],
          exclude,
          testTimeout: 20_000,
        },
      },
      { extends: './web/vitest.config.ts', test: { name: 'web', root: 'web' } },
      {
        test: {
          name: 'e2e',
          root: 'e2e',
          globalSetup: ['chromium.setup.ts'],
          include: [tests],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
