export { ConversationList } from './list/conversation-list.tsx'
export { Thread } from './thread/thread.tsx'
