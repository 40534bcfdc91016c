import { z } from 'zod'
import { alertStateSchema } from './agents.ts'
import { idText } from './text.ts'

const frame = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ v: z.literal(1), type: z.literal(type), data })

/** What an agent's socket may send. Everything else is a change and goes over HTTP. */
export const agentFrameSchema = z.discriminatedUnion('type', [
  /** `statusboard` for supervisors, or one conversation. */
  frame(
    'subscribe',
    z.object({ topic: z.union([z.literal('statusboard'), z.object({ conversation: idText() })]) }),
  ),
  frame(
    'unsubscribe',
    z.object({ topic: z.union([z.literal('statusboard'), z.object({ conversation: idText() })]) }),
  ),
  frame('typing', z.object({ conversationId: idText(), on: z.boolean() })),
  frame('presence', z.object({ visible: z.boolean(), idle: z.boolean(), alert: alertStateSchema })),
  frame('beat', z.object({})),
])
export type AgentFrame = z.infer<typeof agentFrameSchema>

/** What a customer's socket may send; `hello` first. */
export const customerFrameSchema = z.discriminatedUnion('type', [
  frame('hello', z.object({ token: z.string().max(100) })),
  frame('typing', z.object({ on: z.boolean() })),
  frame('beat', z.object({})),
])
export type CustomerFrame = z.infer<typeof customerFrameSchema>
