import type { SessionView } from '@koopid/contract'
import { Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { asProblem } from '../../api/problem.ts'
import { profile } from '../../api/profile.ts'
import { sessionQuery } from '../../api/queries.ts'
import { common } from '../../phrases/common.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ChooseFile } from '../../ui/choose-file.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RemovePicture } from '../../ui/remove-picture.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { usePictureChange } from '../../ui/use-picture-change.ts'
import classes from './settings.module.css'
import { squarePicture } from './square-picture.ts'

const words = profileWords.picture

/** One's picture: chosen or dropped, seen as it will be, and saved. */
export function PictureForm({ user }: { user: SessionView['user'] }) {
  const { read, save, remove, choose, back, began } = usePicture()
  const { over, place } = useFileDrop(choose)
  return (
    <section className={classes.picture} aria-label={words.label} data-over={over || undefined} {...place}>
      <Avatar name={user.name} picture={read.data?.preview ?? user.picture} size={72} />
      <div className={classes.pictureSide}>
        <Text size="xs" c="dimmed">
          {read.data ? words.preview : words.hint}
        </Text>
        <Group gap="xs">
          {read.data ? (
            <>
              <Button
                size="xs"
                autoFocus
                loading={save.isPending}
                onClick={() => save.mutate(read.data.file)}
              >
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
              label={user.picture ? words.change : words.choose}
              what={words.label}
              onChoose={choose}
            />
          )}
          {!read.data && user.picture && <RemovePicture words={words} remove={remove} returnTo={back} />}
        </Group>
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
      </div>
    </section>
  )
}

function usePicture() {
  const queries = useQueryClient()
  return usePictureChange({
    draw: squarePicture,
    save: profile.setPicture,
    remove: profile.removePicture,
    refresh: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}
