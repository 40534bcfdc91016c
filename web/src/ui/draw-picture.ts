/** What a canvas gives: a file to send, and its address for a look before. */
export type DrawnPicture = { file: Blob; preview: string }

export const blobOf = (canvas: HTMLCanvasElement, type: string, quality = 0.9): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty'))), type, quality)
  })

/** The content security policy shows no blob: addresses. */
export const dataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
