import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { shared } from '../phrases/portal-desk.ts'
import classes from './data-list.module.css'

export type Column<Row> = { name: string; cell: (row: Row) => ReactNode }

type Props<Row> = {
  label: string
  /** The first one names the row. */
  columns: [Column<Row>, ...Column<Row>[]]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  actions?: (row: Row) => ReactNode
}

/** A table where there is room for one, cards where there is not. */
export function DataList<Row>(props: Props<Row>) {
  return useMediaQuery('(max-width: 1000px)') ? <Cards {...props} /> : <Rows {...props} />
}

function Rows<Row>({ label, columns, rows, keyOf, actions }: Props<Row>) {
  return (
    <div className={classes.box}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            {actions && (
              <th scope="col" className={classes.actions}>
                <span className="visually-hidden">{shared.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, cell }) => (
                <td key={name}>{cell(row)}</td>
              ))}
              {actions && <td className={classes.actions}>{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards<Row>({ label, columns: [head, ...rest], rows, keyOf, actions }: Props<Row>) {
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={classes.card}>
          <div className={classes.cardHead}>
            <div>{head.cell(row)}</div>
            {actions?.(row)}
          </div>
          <dl className={classes.cardFacts}>
            {rest.map(({ name, cell }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
