import { blobOf, type DrawnPicture, dataUrl } from '../../ui/draw-picture.ts'

/** Pixels each way; twice what the largest place shows. */
const side = 256

/** The middle of a picture, scaled, without place and time of the photo. Rejects what the browser cannot draw. */
export async function squarePicture(chosen: Blob): Promise<DrawnPicture> {
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
