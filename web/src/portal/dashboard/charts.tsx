import type { Dashboard } from '@koopid/contract'
import { BarChart, LineChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import { Stack, Text } from '@mantine/core'
import { dashboard as words } from '../../phrases/portal-dashboard.ts'
import { duration } from '../../phrases/portal-desk.ts'
import { AgentStates } from './agent-states.tsx'
import { ChartSection } from './chart-section.tsx'
import classes from './dashboard.module.css'

const shared = {
  h: 260,
  dataKey: 'hour',
  withLegend: true,
  legendProps: { verticalAlign: 'top' as const, height: 40 },
  tickLine: 'none' as const,
}

// The table beside it is what the keyboard and a screen reader get.
const unreachable = { accessibilityLayer: false }

/** Loaded apart from the page. */
export default function Charts({ today }: { today: Dashboard }) {
  const hours = today.hours.map((one) => ({ ...one, hour: words.hourOf(one.hour) }))
  return (
    <Stack gap="lg" className={classes.charts}>
      <AgentStates agents={today.agents} />
      <ChartSection
        words={words.perHour}
        head={[words.hour, words.arrived, words.handledSeries]}
        rows={hours.map(({ hour, arrived, handled }) => [hour, arrived, handled])}
      >
        <BarChart
          {...shared}
          barChartProps={unreachable}
          data={hours}
          yAxisProps={{ allowDecimals: false, width: 40 }}
          series={[
            { name: 'arrived', label: words.arrived, color: 'var(--chart-first)' },
            { name: 'handled', label: words.handledSeries, color: 'var(--chart-second)' },
          ]}
        />
      </ChartSection>
      <ChartSection
        words={words.waits}
        head={[words.hour, words.waits.title]}
        rows={hours.map(({ hour, medianWait }) => [
          hour,
          medianWait === null ? words.none : duration(medianWait),
        ])}
      >
        {hours.every(({ medianWait }) => medianWait === null) ? (
          <Text c="dimmed">{words.noWait}</Text>
        ) : (
          <LineChart
            {...shared}
            lineChartProps={unreachable}
            withLegend={false}
            data={hours}
            connectNulls={false}
            valueFormatter={duration}
            yAxisProps={{ allowDecimals: false, width: 72 }}
            series={[{ name: 'medianWait', label: words.waits.title, color: 'var(--chart-first)' }]}
          />
        )}
      </ChartSection>
    </Stack>
  )
}
