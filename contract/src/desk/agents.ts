import { z } from 'zod'
import { pictureSchema, statusReasonSchema } from '../session.ts'
import { conversationSchema } from './conversations.ts'

/** What the agent's browser says about its alert sound. */
export const alertStateSchema = z.enum(['on', 'muted', 'blocked', 'unsupported'])
export type AlertState = z.infer<typeof alertStateSchema>

/** Chosen status, presence and idleness are kept apart; who may get a conversation is derived from all of them. */
export const agentViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  picture: pictureSchema,
  status: z.enum(['away', 'available']),
  reason: statusReasonSchema,
  /** Who set it, when it was somebody else. */
  by: z.string().nullable(),
  since: z.string(),
  /** A desktop of theirs is open and answers. */
  connected: z.boolean(),
  idle: z.boolean(),
  /** Conversations in hand, and how many at most. */
  load: z.number().int(),
  limit: z.number().int(),
  alert: alertStateSchema.nullable(),
  teams: z.array(z.string()),
})
export type AgentView = z.infer<typeof agentViewSchema>

/** `GET /api/v1/agents`: colleagues, for transfer and mention. */
export const agentsSchema = z.object({
  agents: z.array(agentViewSchema),
  teams: z.array(z.object({ id: z.string(), name: z.string(), available: z.number().int() })),
})
export type Agents = z.infer<typeof agentsSchema>

/** `GET /api/v1/statusboard`: hold queue longest wait first, live conversations, agents. Supervisors and above. */
export const statusboardSchema = z.object({
  queue: z.array(conversationSchema),
  live: z.array(conversationSchema),
  agents: z.array(agentViewSchema),
})
export type Statusboard = z.infer<typeof statusboardSchema>

/** `POST /api/v1/agents/{id}/away` (`requeue`: conversations go back to the queue) and `POST /api/v1/agents/{id}/sign-out`. */
export const forceAwaySchema = z.object({ requeue: z.boolean() })

/** `GET /api/v1/dashboard`: today in the time zone `?zone=` (IANA name; UTC without it). Waits in seconds. */
export const dashboardSchema = z.object({
  waiting: z.number().int(),
  live: z.number().int(),
  handled: z.number().int(),
  medianWait: z.number().nullable(),
  longestWait: z.number().nullable(),
  agents: z.object({ available: z.number().int(), away: z.number().int(), offline: z.number().int() }),
  hours: z.array(
    z.object({
      hour: z.number().int(),
      arrived: z.number().int(),
      handled: z.number().int(),
      medianWait: z.number().nullable(),
    }),
  ),
})
export type Dashboard = z.infer<typeof dashboardSchema>

/** `POST /api/v1/sign-out`'s choice is made before it: `GET /api/v1/agent/open` lists what the agent still holds. */
export const openConversationsSchema = z.object({ conversations: z.array(conversationSchema) })
