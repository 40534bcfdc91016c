import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { asProblem } from '../api/problem.ts'
import { common } from '../phrases/common.ts'
import { IncidentId } from '../ui/problem-notice.tsx'

const closeButtonProps = { 'aria-label': common.dismiss }

export const tellDone = (message: string) => void notifications.show({ message, closeButtonProps })

export function tellFailure(error: unknown) {
  const { title, detail, remedy, incident } = asProblem(error)
  notifications.show({
    color: 'red',
    autoClose: false,
    closeButtonProps,
    title,
    message: (
      <>
        <Text size="sm">
          {detail} {remedy}
        </Text>
        {incident && <IncidentId incident={incident} />}
      </>
    ),
  })
}
