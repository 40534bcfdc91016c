import { Button, Group, Text } from '@mantine/core'
import { asProblem } from '../api/problem.ts'
import { common } from '../phrases/common.ts'
import { ChooseFile } from './choose-file.tsx'
import classes from './picture-change.module.css'
import { ProblemNotice } from './problem-notice.tsx'
import { RemovePicture } from './remove-picture.tsx'
import type { usePictureChange } from './use-picture-change.ts'

type Words = Parameters<typeof RemovePicture>[0]['words'] &
  Record<'label' | 'choose' | 'change' | 'save' | 'saved' | 'removed' | 'unreadable', string>
type Props = { change: ReturnType<typeof usePictureChange>; words: Words; has: boolean }

/** What can be done with a picture now, and what became of the last change. */
export function PictureChange({ change, words, has }: Props) {
  const { read, save, remove, choose, back, began } = change
  return (
    <div className={classes.change}>
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
            label={has ? words.change : words.choose}
            what={words.label}
            onChoose={choose}
          />
        )}
        {!read.data && has && <RemovePicture words={words} remove={remove} returnTo={back} />}
      </Group>
      <Said change={change} words={words} />
    </div>
  )
}

function Said({ change: { read, save, remove }, words }: Omit<Props, 'has'>) {
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
