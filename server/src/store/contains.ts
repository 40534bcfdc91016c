import { type Expression, type SqlBool, sql } from 'kysely'

/** Text as `like … escape '!'` takes it literally. */
export const literally = (text: string): string => text.replace(/[!%_]/g, '!$&')

/** Whether a column has the text anywhere, as it is; both have been folded. */
export const contains = (column: string, text: string): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${`%${literally(text)}%`} escape '!'`

/** The same without regard to case, as the database knows it: of ASCII on SQLite. */
export const containsAnyCase = (column: string, text: string): Expression<SqlBool> =>
  sql<SqlBool>`lower(${sql.ref(column)}) like lower(${`%${literally(text)}%`}) escape '!'`
