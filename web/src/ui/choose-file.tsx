import { Button } from '@mantine/core'
import { type RefObject, useRef } from 'react'

type Props = {
  ref: RefObject<HTMLButtonElement | null>
  /** Of the button. */
  label: string
  /** What the file is to be. */
  what: string
  autoFocus: boolean
  onChoose: (file: File) => void
}

/** A button that asks for a picture's file. */
export function ChooseFile({ ref, label, what, autoFocus, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={what}
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
