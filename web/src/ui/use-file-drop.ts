import { type DragEvent as ReactDragEvent, useEffect, useState } from 'react'

/** A place to drop a file at; `over` while one is held above it. */
export function useFileDrop(onFile: (file: File) => void) {
  const [over, setOver] = useState(false)
  useEffect(keepPage, [])
  return {
    over,
    place: {
      onDragOver(event: ReactDragEvent) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop(event: ReactDragEvent) {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      },
    },
  }
}

/** A file that is dropped beside the place would be opened in place of the desktop. @returns how to stop */
function keepPage() {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  const events = ['dragover', 'drop'] as const
  for (const name of events) window.addEventListener(name, refuse)
  return () => {
    for (const name of events) window.removeEventListener(name, refuse)
  }
}
