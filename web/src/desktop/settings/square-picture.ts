/** Pixels each way; twice what the largest place shows. */
const side = 256

export type SquarePicture = { file: Blob; preview: string }

/** The middle of a picture, scaled, without place and time of the photo. Rejects what the browser cannot draw. */
export async function squarePicture(chosen: Blob): Promise<SquarePicture> {
  const whole = await createImageBitmap(chosen)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  const edge = Math.min(whole.width, whole.height)
  const [left, top] = [(whole.width - edge) / 2, (whole.height - edge) / 2]
  pen.drawImage(whole, left, top, edge, edge, 0, 0, side, side)
  whole.close()
  const file = await encoded(canvas, pen)
  return { file, preview: await dataUrl(file) }
}

async function encoded(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): Promise<Blob> {
  const webp = await blobOf(canvas, 'image/webp')
  // A browser that cannot write WebP gives PNG without a word; JPEG is smaller, and would be black where nothing is.
  if (webp.type === 'image/webp') return webp
  pen.globalCompositeOperation = 'destination-over'
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, side, side)
  return blobOf(canvas, 'image/jpeg')
}

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty'))), type, 0.9)
  })

/** The content security policy shows no blob: addresses. */
const dataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
