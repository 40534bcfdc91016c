import { Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { company, companyQuery } from '../../api/company.ts'
import { asProblem } from '../../api/problem.ts'
import { sessionQuery } from '../../api/queries.ts'
import { common } from '../../phrases/common.ts'
import { profile } from '../../phrases/portal-profile.ts'
import { ChooseFile } from '../../ui/choose-file.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { fitted, ProviderLogo } from '../../ui/provider-logo.tsx'
import { RemovePicture } from '../../ui/remove-picture.tsx'
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
        <div>
          <Buttons change={change} logo={logo} />
          <Said change={change} />
        </div>
      </section>
    </Section>
  )
}

type Change = ReturnType<typeof useLogo>

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

function Buttons({ change, logo }: { change: Change; logo: string | null }) {
  const { read, save, remove, choose, back, began } = change
  return (
    <Group gap="xs">
      {read.data ? (
        <>
          <Button size="xs" autoFocus loading={save.isPending} onClick={() => save.mutate(read.data.file)}>
            {words.save}
          </Button>
          <Button size="xs" variant="default" onClick={read.reset}>
            {common.cancel}
          </Button>
        </>
      ) : (
        <ChooseFile
          ref={back}
          autoFocus={began.current}
          label={logo ? words.change : words.choose}
          what={words.label}
          onChoose={choose}
        />
      )}
      {!read.data && logo && <RemovePicture words={words} remove={remove} returnTo={back} />}
    </Group>
  )
}

function Said({ change }: { change: Change }) {
  const { read, save, remove } = change
  return (
    <>
      <Text className={classes.said} size="sm" role="status">
        {save.isSuccess && words.saved}
        {remove.isSuccess && words.removed}
      </Text>
      {read.isError && (
        <Text size="sm" c="var(--app-bad)" role="alert">
          {words.unreadable}
        </Text>
      )}
      {save.isError && <ProblemNotice problem={asProblem(save.error)} onClose={save.reset} />}
      {remove.isError && <ProblemNotice problem={asProblem(remove.error)} onClose={remove.reset} />}
    </>
  )
}
