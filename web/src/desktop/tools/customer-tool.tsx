import type { ConversationDetail } from '@koopid/contract'
import { desktop } from '../../phrases/desktop.ts'
import { Time } from '../../ui/time.tsx'
import classes from './tools.module.css'

const words = desktop.tools

export function CustomerTool({ detail: { conversation, ledger } }: { detail: ConversationDetail }) {
  const { customer, channel, team, createdAt } = conversation
  return (
    <>
      <dl className={classes.facts}>
        <dt>{words.name}</dt>
        <dd>
          <bdi>{customer.name}</bdi>
        </dd>
        <dt>{words.email}</dt>
        <dd>{customer.email ? <bdi>{customer.email}</bdi> : words.none}</dd>
        <dt>{words.channel}</dt>
        <dd>
          <bdi>{channel.name}</bdi> ({desktop.list.channels[channel.kind]})
        </dd>
        <dt>{words.team}</dt>
        <dd>
          <bdi>{team.name}</bdi>
        </dd>
        <dt>{words.started}</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
      </dl>
      {ledger.length > 0 && (
        <>
          <h4 className={classes.small}>{words.hands}</h4>
          <ol className={classes.ledger}>
            {ledger.map(({ to, reason, at }) => (
              <li key={at + reason + to}>
                <bdi>{to ?? words.queue}</bdi> <Time at={at} />
                <span>{desktop.system.because(reason)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
