import type { ConversationDetail } from '@koopid/contract'
import {
  IconArrowsRightLeft,
  IconBulb,
  IconHistory,
  IconNotes,
  IconTags,
  IconUser,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { conversationQuery } from '../cache/queries.ts'
import { CustomerTool } from './customer-tool.tsx'
import { NotesTool } from './notes-tool.tsx'
import { RelatedTool } from './related-tool.tsx'
import { SuggestionsTool } from './suggestions-tool.tsx'
import { TagsTool } from './tags-tool.tsx'
import { type ToolName, toolNames } from './tool-names.ts'
import classes from './tools.module.css'
import { TransferTool } from './transfer-tool.tsx'

const words = desktop.tools
const icons: Record<ToolName, typeof IconUser> = {
  customer: IconUser,
  related: IconHistory,
  transfer: IconArrowsRightLeft,
  suggestions: IconBulb,
  notes: IconNotes,
  tags: IconTags,
}

type Props = { id: string; tool: ToolName; onTool: (name: ToolName) => void; onDone: () => void }

/** One tool at a time, all of them in view. */
export default function ToolsPane({ id, tool, onTool, onDone }: Props) {
  const { data } = useQuery(conversationQuery(id))
  if (!data) return null
  return (
    <div className={classes.pane}>
      {toolNames.map((name) => (
        <Tool key={name} name={name} open={name === tool} onOpen={() => onTool(name)}>
          {content(name, data, onDone)}
        </Tool>
      ))}
    </div>
  )
}

function content(name: ToolName, detail: ConversationDetail, onDone: () => void): ReactNode {
  const { conversation } = detail
  switch (name) {
    case 'customer':
      return <CustomerTool detail={detail} />
    case 'related':
      return <RelatedTool conversation={conversation} onDone={onDone} />
    case 'transfer':
      return <TransferTool conversation={conversation} onDone={onDone} />
    case 'suggestions':
      return <SuggestionsTool conversation={conversation} onDone={onDone} />
    case 'notes':
      return <NotesTool conversation={conversation} onDone={onDone} />
    case 'tags':
      return <TagsTool conversation={conversation} />
  }
}

type ToolProps = { name: ToolName; open: boolean; onOpen: () => void; children: ReactNode }

function Tool({ name, open, onOpen, children }: ToolProps) {
  const Icon = icons[name]
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  // A shortcut opened it: the keyboard goes on from there.
  useEffect(() => {
    if (open && !wasOpen.current) button.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <section className={classes.tool}>
      <h3 className={classes.title}>
        <button ref={button} type="button" aria-expanded={open} onClick={onOpen}>
          <Icon size={17} aria-hidden />
          {words[name]}
        </button>
      </h3>
      {open && <div className={classes.content}>{children}</div>}
    </section>
  )
}
