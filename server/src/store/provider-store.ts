import type {
  DeleteQueryBuilder,
  DeleteResult,
  Insertable,
  InsertQueryBuilder,
  InsertResult,
  Kysely,
  SelectQueryBuilder,
  UpdateQueryBuilder,
  UpdateResult,
} from 'kysely'
import type { ProviderTables, Tables } from './schema.ts'

declare const brand: unique symbol
/** A Provider ID that the directory knows: only `directory/providers.ts` and the store make one. */
export type ProviderId = number & { readonly [brand]: 'ProviderId' }

type Table = keyof ProviderTables & string
type NewRow<T extends Table> = Omit<Insertable<Tables[T]>, 'provider_id'>

/**
 * The store as seen by one provider. Feature code gets this and never the database: there is no way to write a
 * query that forgets the provider. Open one with `store.read` or `store.transaction`.
 */
export class ProviderStore {
  readonly providerId: ProviderId
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>, providerId: ProviderId) {
    this.#db = db
    this.providerId = providerId
  }

  select<T extends Table>(table: T): SelectQueryBuilder<Tables, T, object> {
    // biome-ignore lint/suspicious/noExplicitAny: Kysely cannot see that every `T` has `provider_id`
    return (this.#db.selectFrom(table) as any).where(`${table}.provider_id`, '=', this.providerId)
  }

  insert<T extends Table>(table: T, row: NewRow<T>): InsertQueryBuilder<Tables, T, InsertResult> {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return (this.#db.insertInto(table) as any).values({ ...row, provider_id: this.providerId })
  }

  update<T extends Table>(
    table: T,
    change: Partial<NewRow<T>>,
  ): UpdateQueryBuilder<Tables, T, T, UpdateResult> {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return (this.#db.updateTable(table) as any).set(change).where('provider_id', '=', this.providerId)
  }

  remove<T extends Table>(table: T): DeleteQueryBuilder<Tables, T, DeleteResult> {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return (this.#db.deleteFrom(table) as any).where('provider_id', '=', this.providerId)
  }
}
