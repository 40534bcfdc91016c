import type { Dashboard } from '@koopid/contract'
import { dashboard as words } from '../../phrases/portal-dashboard.ts'
import { ChartSection } from './chart-section.tsx'
import classes from './dashboard.module.css'

const colours = {
  available: 'var(--chart-first)',
  away: 'var(--chart-second)',
  offline: 'var(--chart-rest)',
}

export function AgentStates({ agents }: { agents: Dashboard['agents'] }) {
  const states = (['available', 'away', 'offline'] as const).map((state) => ({
    state,
    name: words.agents[state],
    count: agents[state],
  }))
  return (
    <ChartSection
      words={words.agents}
      head={[words.state, words.count]}
      rows={states.map(({ name, count }) => [name, count])}
    >
      <div className={classes.states}>
        {states.map(
          ({ state, count }) =>
            count > 0 && (
              <span
                key={state}
                className={classes.state}
                style={{ flexGrow: count, background: colours[state] }}
              />
            ),
        )}
      </div>
      <ul className={classes.legend}>
        {states.map(({ state, name, count }) => (
          <li key={state}>
            <span className={classes.swatch} style={{ background: colours[state] }} />
            {name}: {count}
          </li>
        ))}
      </ul>
    </ChartSection>
  )
}
