import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// On a machine with other work, a page takes more than the second that is usual to appear.
configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  localStorage.clear()
})
