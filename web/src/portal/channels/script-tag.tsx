import type { Channel } from '@koopid/contract'
import { channels as words } from '../../phrases/portal-channels.ts'
import { Section } from '../../ui/section.tsx'
import { useSession } from '../use-session.ts'
import { scriptTag } from './channel-form.ts'
import { CodeBlock } from './code-block.tsx'

export function ScriptTag({ channel }: { channel: Channel }) {
  const { provider } = useSession()
  return (
    <Section title={words.script.title} lead={words.script.lead}>
      <CodeBlock
        label={words.script.label}
        text={scriptTag(location.origin, provider.id, channel.entryTag ?? '')}
      />
    </Section>
  )
}
