export const toolNames = ['customer', 'related', 'transfer', 'suggestions', 'notes', 'tags'] as const
export type ToolName = (typeof toolNames)[number]
