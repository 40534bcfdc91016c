import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { connect, cookiesOf, deskWorld } from '../desk.ts'

it('a page of another origin, a sibling subdomain or none opens no socket, whatever cookies its browser sends', async () => {
  const desk = await deskWorld()
  const agent = await desk.agent()
  const cookie = cookiesOf(desk, agent.browser)
  const ours = desk.portal()
  const paths = [`/api/v1/realtime?tab=${randomUUID()}`, '/widget/v1/719/welcome/realtime']
  const origins = [
    'https://evil.example',
    `${ours}.evil.example`,
    ours.replace('http', 'https'),
    ours.replace('//', '//x@'),
    desk.portal('us-east.app'),
    'null',
    '',
    undefined,
  ]
  for (const path of paths)
    for (const origin of origins)
      await expect(
        connect(desk, path, { cookie, ...(origin !== undefined && { origin }) }),
        `${path} from ${origin}`,
      ).rejects.toMatchObject({ status: 403 })
  for (const path of paths) await connect(desk, path, { origin: ours, cookie })
})
