import { Text } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { profile } from '../../phrases/portal-profile.ts'
import { ProviderLogo } from '../../ui/provider-logo.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './profile.module.css'

const words = profile.logo
/** Pixels that it has at most. */
export const within = { width: 200, height: 56 }

/** For who may see it and not change it. */
export function LogoView({ logo }: { logo: string | null }) {
  return (
    <Section title={words.title} lead={words.readOnly}>
      <Grounds>{logo && <ProviderLogo logo={logo} within={within} />}</Grounds>
    </Section>
  )
}

/** The same on a light and on a dark ground, whichever of them the page has. */
export function Grounds({ children }: { children: ReactNode }) {
  return (
    <div className={classes.grounds}>
      {(['light', 'dark'] as const).map((ground) => (
        <figure key={ground}>
          <div data-ground={ground}>
            {children ?? (
              <span className={classes.noLogo}>
                <IconPhoto size={20} aria-hidden />
                {words.none}
              </span>
            )}
          </div>
          <Text component="figcaption" size="xs" c="dimmed">
            {words[ground]}
          </Text>
        </figure>
      ))}
    </div>
  )
}
