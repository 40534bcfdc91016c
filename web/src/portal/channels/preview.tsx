import type { CSSProperties } from 'react'
import { channels as words } from '../../phrases/portal-channels.ts'
import { inkOn } from '../../ui/ink.ts'
import { type ChannelValues, showsInvitation } from './channel-form.ts'
import classes from './channels.module.css'

/** What a customer is going to see; a picture, not the chat itself. */
export function Preview({ values }: { values: ChannelValues }) {
  const { name, colour, greeting } = values
  const shown = /^#[0-9a-f]{6}$/i.test(colour.trim()) ? colour.trim() : '#0c7a72'
  const style = { '--brand': shown, '--ink': inkOn(shown) } as CSSProperties
  return (
    <aside className={classes.preview} aria-label={words.preview.title}>
      <div className={classes.chat} style={style} aria-hidden>
        <div className={classes.chatHead}>
          <b>{name || words.form.name}</b>
          <span>{words.preview.online}</span>
        </div>
        <div className={classes.chatBody}>
          {greeting && <p className={classes.agentSays}>{greeting}</p>}
          <p className={classes.customerSays}>{words.preview.customer}</p>
        </div>
      </div>
      {showsInvitation(values) && (
        <div className={classes.invitation} aria-hidden>
          <span dir="auto">{greeting}</span>
          <span>×</span>
        </div>
      )}
      <div className={classes.launcher} style={style} aria-hidden>
        {words.preview.open}
      </div>
    </aside>
  )
}
