import type { SessionView } from '@koopid/contract'
import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef } from 'react'
import { asProblem } from '../../api/problem.ts'
import { profile } from '../../api/profile.ts'
import { sessionQuery } from '../../api/queries.ts'
import { common } from '../../phrases/common.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RemovePicture } from './remove-picture.tsx'
import classes from './settings.module.css'
import { squarePicture } from './square-picture.ts'
import { useFileDrop } from './use-file-drop.ts'

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
              onChoose={choose}
            />
          )}
          {!read.data && user.picture && <RemovePicture remove={remove} returnTo={back} />}
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
  /** Where focus goes when the button that had it is gone. */
  const back = useRef<HTMLButtonElement>(null)
  const began = useRef(false)
  const read = useMutation({ mutationFn: squarePicture })
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    read.reset()
    back.current?.focus()
  }
  const save = useMutation({ mutationFn: profile.setPicture, onSuccess: refresh })
  const remove = useMutation({ mutationFn: profile.removePicture, onSuccess: refresh })
  const choose = (file: File) => {
    began.current = true
    save.reset()
    remove.reset()
    read.mutate(file)
  }
  return { read, save, remove, choose, back, began }
}

type ChooseProps = {
  ref: RefObject<HTMLButtonElement | null>
  label: string
  autoFocus: boolean
  onChoose: (file: File) => void
}

function ChooseFile({ ref, label, autoFocus, onChoose }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={words.label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file, chosen once more, is a change again.
          event.currentTarget.value = ''
          if (file) onChoose(file)
        }}
      />
      <Button
        ref={ref}
        autoFocus={autoFocus}
        size="xs"
        variant="default"
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  )
}
