import type { SessionView } from '@koopid/contract'
import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { profile } from '../../api/profile.ts'
import { sessionQuery } from '../../api/queries.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { PictureChange } from '../../ui/picture-change.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { usePictureChange } from '../../ui/use-picture-change.ts'
import classes from './settings.module.css'
import { squarePicture } from './square-picture.ts'

const words = profileWords.picture

/** One's picture: chosen or dropped, seen as it will be, and saved. */
export function PictureForm({ user }: { user: SessionView['user'] }) {
  const change = usePicture()
  const { over, place } = useFileDrop(change.choose)
  const drawn = change.read.data
  return (
    <section className={classes.picture} aria-label={words.label} data-over={over || undefined} {...place}>
      <Avatar name={user.name} picture={drawn?.preview ?? user.picture} size={72} />
      <div className={classes.pictureSide}>
        <Text size="xs" c="dimmed">
          {drawn ? words.preview : words.hint}
        </Text>
        <PictureChange change={change} words={words} has={user.picture !== null} />
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
