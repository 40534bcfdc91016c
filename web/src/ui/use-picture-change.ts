import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { DrawnPicture } from './draw-picture.ts'

type Calls<Drawn extends DrawnPicture> = {
  draw: (chosen: File) => Promise<Drawn>
  save: (file: Blob) => Promise<unknown>
  remove: () => Promise<unknown>
  /** What shows the picture is to be asked for again. */
  refresh: () => Promise<unknown>
}

/** A picture that is chosen, looked at, and saved; or removed. */
export function usePictureChange<Drawn extends DrawnPicture>(calls: Calls<Drawn>) {
  /** Where focus goes when the button that had it is gone. */
  const back = useRef<HTMLButtonElement>(null)
  const began = useRef(false)
  const read = useMutation({ mutationFn: calls.draw })
  const refresh = async () => {
    await calls.refresh()
    read.reset()
    back.current?.focus()
  }
  const save = useMutation({ mutationFn: calls.save, onSuccess: refresh })
  const remove = useMutation({ mutationFn: calls.remove, onSuccess: refresh })
  const choose = (file: File) => {
    began.current = true
    save.reset()
    remove.reset()
    read.mutate(file)
  }
  return { read, save, remove, choose, back, began }
}
