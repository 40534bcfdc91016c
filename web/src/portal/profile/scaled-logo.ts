import { largestPicture } from '@koopid/contract'
import { blobOf, type DrawnPicture, dataUrl } from '../../ui/draw-picture.ts'

/** Pixels each way at most; twice what the largest place shows. */
const side = 512

export type ScaledLogo = DrawnPicture & { width: number; height: number }

/** The whole of a picture, made smaller where it is large. Rejects what the browser cannot draw. */
export async function scaledLogo(chosen: Blob): Promise<ScaledLogo> {
  const whole = await createImageBitmap(chosen)
  const scale = Math.min(1, side / whole.width, side / whole.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(whole.width * scale))
  canvas.height = Math.max(1, Math.round(whole.height * scale))
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(whole, 0, 0, canvas.width, canvas.height)
  whole.close()
  const file = await encoded(canvas)
  return { file, preview: await dataUrl(file), width: canvas.width, height: canvas.height }
}

/** Without loss and with what is transparent, as long as that is small enough. */
async function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  // WebP of full quality is without loss. A browser that cannot write it gives PNG without a word.
  for (const quality of [1, 0.9, 0.7]) {
    const file = await blobOf(canvas, 'image/webp', quality)
    if (file.size <= largestPicture.bytes) return file
  }
  throw new Error('The logo stays too large')
}
