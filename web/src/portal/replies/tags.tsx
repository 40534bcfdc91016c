import type { Tag } from '@koopid/contract'
import { ActionIcon, Button, Skeleton, TextInput } from '@mantine/core'
import { IconPlus, IconSearchOff, IconTags, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { portalDesk, tagsQuery } from '../../api/portal-desk.ts'
import { replies, tags as words } from '../../phrases/portal-replies.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DataList } from '../data-list.tsx'
import { DeleteDialog } from '../delete-dialog.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { matches } from './reply-form.ts'
import classes from './tags.module.css'

export function Tags({ search }: { search: string }) {
  const tags = useQuery(tagsQuery)
  if (tags.isError && !tags.data)
    return <LoadFailure error={tags.error} onRetry={() => void tags.refetch()} />
  if (!tags.data) return <Skeleton height={260} radius="lg" />
  const found = tags.data.filter(({ name }) => matches(search, name))
  return (
    <>
      <AddTag existing={tags.data} />
      {found.length > 0 ? (
        <DataList
          label={replies.tabs.tags}
          rows={found}
          keyOf={({ id }) => id}
          columns={[
            { name: words.columns.name, cell: ({ name }) => <b>{name}</b> },
            { name: words.columns.used, cell: ({ used }) => used },
          ]}
          actions={(tag) => <DeleteTag tag={tag} />}
        />
      ) : tags.data.length > 0 ? (
        <EmptyState
          icon={<IconSearchOff size={26} />}
          title={replies.nothing.title}
          text={replies.nothing.text}
        />
      ) : (
        <EmptyState icon={<IconTags size={26} />} title={words.empty.title} text={words.empty.text} />
      )}
    </>
  )
}

function AddTag({ existing }: { existing: Tag[] }) {
  const [name, setName] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const create = useDeskChange({
    refresh: 'tags',
    change: portalDesk.createTag,
    done: (typed) => words.done.created(typed),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = name.trim()
    const same = existing.some((tag) => tag.name.toLowerCase() === typed.toLowerCase())
    const found = !typed || typed.length > 40 ? words.wrong : same ? words.exists : null
    setMistake(found)
    if (found === null) create.mutate(typed, { onSuccess: () => setName('') })
  }
  return (
    <form className={classes.add} noValidate onSubmit={submit}>
      <TextInput
        label={words.name}
        maxLength={40}
        value={name}
        error={mistake}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" mt={26} leftSection={<IconPlus size={16} />} loading={create.isPending}>
        {words.add}
      </Button>
    </form>
  )
}

function DeleteTag({ tag }: { tag: Tag }) {
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={words.delete(tag.name)}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
      {asking && (
        <DeleteDialog
          title={words.remove.title(tag.name)}
          text={words.remove.text(tag.used)}
          done={words.done.deleted(tag.name)}
          refresh="tags"
          remove={() => portalDesk.deleteTag(tag.id)}
          returnTo={button}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
