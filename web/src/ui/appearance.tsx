import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { direction } from '../phrases/language.ts'
import { theme, variables } from './theme.ts'

// The same key as in public/color-scheme.js.
const remembered = localStorageColorSchemeManager({ key: 'koopid-color-scheme' })

export function Appearance({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={remembered}
      defaultColorScheme="auto"
    >
      <DirectionProvider initialDirection={direction} detectDirection={false}>
        {children}
      </DirectionProvider>
    </MantineProvider>
  )
}
