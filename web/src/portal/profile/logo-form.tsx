import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { company, companyQuery } from '../../api/company.ts'
import { sessionQuery } from '../../api/queries.ts'
import { profile } from '../../phrases/portal-profile.ts'
import { PictureChange } from '../../ui/picture-change.tsx'
import { fitted, ProviderLogo } from '../../ui/provider-logo.tsx'
import { Section } from '../../ui/section.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { usePictureChange } from '../../ui/use-picture-change.ts'
import { Grounds, within } from './logo-view.tsx'
import classes from './profile.module.css'
import { scaledLogo } from './scaled-logo.ts'

const words = profile.logo

/** The logo: chosen or dropped, looked at on both grounds, and saved. */
export function LogoForm({ logo }: { logo: string | null }) {
  const change = useLogo()
  const { over, place } = useFileDrop(change.choose)
  const drawn = change.read.data
  const shown = drawn ? (
    <img src={drawn.preview} alt="" {...fitted(drawn, within)} />
  ) : (
    logo && <ProviderLogo logo={logo} within={within} />
  )
  return (
    <Section title={words.title} lead={words.lead}>
      <section className={classes.logo} aria-label={words.label} data-over={over || undefined} {...place}>
        <Grounds>{shown}</Grounds>
        <Text size="sm" c="dimmed">
          {drawn ? words.preview : words.hint}
        </Text>
        <PictureChange change={change} words={words} has={logo !== null} />
      </section>
    </Section>
  )
}

function useLogo() {
  const queries = useQueryClient()
  return usePictureChange({
    draw: scaledLogo,
    save: company.setLogo,
    remove: company.removeLogo,
    refresh: () =>
      Promise.all(
        [companyQuery, sessionQuery].map(({ queryKey }) => queries.invalidateQueries({ queryKey })),
      ),
  })
}
