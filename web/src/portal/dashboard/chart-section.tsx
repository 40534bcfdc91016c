import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { dashboard as words } from '../../phrases/portal-dashboard.ts'
import { Section } from '../../ui/section.tsx'
import classes from './dashboard.module.css'

type Props = {
  words: { title: string; lead: string }
  head: string[]
  rows: Array<Array<string | number>>
  children: ReactNode
}

/** A chart, and the same as a table: shown on demand, there for a screen reader always. */
export function ChartSection({ words: { title, lead }, head, rows, children }: Props) {
  const [asTable, setAsTable] = useState(false)
  const toggle = (
    <Button size="xs" variant="default" onClick={() => setAsTable(!asTable)}>
      {asTable ? words.showChart : words.showTable}
    </Button>
  )
  return (
    <Section title={title} lead={lead} aside={toggle}>
      {!asTable && <div aria-hidden>{children}</div>}
      <div className={asTable ? undefined : 'visually-hidden'}>
        <table className={classes.table} aria-label={words.tableOf(title)}>
          <thead>
            <tr>
              {head.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((value, index) => (
                  <td key={head[index + 1]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
