import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { desk } from '../api/desk.ts'
import { asProblem } from '../api/problem.ts'
import { desktop } from '../phrases/desktop.ts'
import { Dialog } from '../ui/dialog.tsx'
import { numberText } from '../ui/numbers.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { clockTime } from '../ui/time.tsx'
import { useDesk } from './desk-context.ts'
import { applyConversation } from './live/apply-event.ts'
import { useAwayOffer } from './live/use-away-offer.ts'
import type { StatusControl } from './use-agent-status.ts'

const words = desktop.awayOffer

type Props = { status: StatusControl; onGoAvailable: () => void }

/** Asks an agent who is away and silent what becomes of their conversations. Without an answer nothing does. */
export function AwayOffer({ status, onGoAvailable }: Props) {
  const { offer, dismiss } = useAwayOffer(status)
  const requeue = useRequeueAll(dismiss)
  const error = requeue.error ?? status.error
  if (!offer) return null
  return (
    <Dialog opened title={words.title} onClose={dismiss}>
      <Stack gap="md">
        <Text size="sm">{words.text(clockTime(offer.since), offer.held, numberText(offer.held))}</Text>
        {error != null && (
          <ProblemNotice
            problem={asProblem(error)}
            onClose={requeue.error ? requeue.reset : status.dismissError}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" loading={requeue.isPending} onClick={() => requeue.mutate()}>
            {words.requeue}
          </Button>
          <Button loading={status.changing} onClick={onGoAvailable} data-autofocus>
            {words.back}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** What the agent holds now, one after the other. What has ended or gone elsewhere meanwhile is nobody's loss. */
function useRequeueAll(onDone: () => void) {
  const { me } = useDesk()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const { conversations } = await desk.open()
      for (const { id } of conversations) {
        const conversation = await desk.requeue(id).catch(unlessNotTheirs)
        if (conversation) applyConversation(queries, me.id, conversation)
      }
    },
    onSuccess: onDone,
  })
}

function unlessNotTheirs(error: unknown): undefined {
  const { code } = asProblem(error)
  if (code !== 'conversation.closed' && code !== 'conversation.not_yours') throw error
}
