import {
  type Compilable,
  CompiledQuery,
  type DeleteQueryBuilder,
  type DeleteResult,
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type SelectQueryBuilder,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely'
import type { ProviderTables, Tables } from './schema.ts'

declare const brand: unique symbol
/** A Provider ID that the directory knows: only `directory/providers.ts` and the store make one. */
export type ProviderId = number & { readonly [brand]: 'ProviderId' }

/** Query texts by name, compiled once and kept by the store. */
export type QueryTexts = Map<string, string>

type Table = keyof ProviderTables & string
/** What a provider says of itself. */
type OwnDetails = Pick<Tables['providers'], 'name' | 'website' | 'email' | 'phone'>
type NewRow<T extends Table> = Omit<Insertable<Tables[T]>, 'provider_id'>

/**
 * The store as seen by one provider. Feature code gets this and never the database: there is no way to write a
 * query that forgets the provider. Open one with `store.read` or `store.transaction`.
 */
export class ProviderStore {
  readonly providerId: ProviderId
  readonly #db: Kysely<Tables>
  readonly #texts: QueryTexts

  constructor(db: Kysely<Tables>, texts: QueryTexts, providerId: ProviderId) {
    this.#db = db
    this.#texts = texts
    this.providerId = providerId
  }

  select<T extends Table>(table: T): SelectQueryBuilder<Tables, T, object> {
    // biome-ignore lint/suspicious/noExplicitAny: Kysely cannot see that every `T` has `provider_id`
    return (this.#db.selectFrom(table) as any).where(`${table}.provider_id`, '=', this.providerId)
  }

  /** The provider's own row in the list of providers. */
  selectProvider(): SelectQueryBuilder<Tables, 'providers', object> {
    return this.#db.selectFrom('providers').where('id', '=', this.providerId)
  }

  /** Which plan it has, and where it lives, is the operator's business. */
  updateProvider(
    change: Partial<OwnDetails>,
  ): UpdateQueryBuilder<Tables, 'providers', 'providers', UpdateResult> {
    return this.#db.updateTable('providers').set(change).where('id', '=', this.providerId)
  }

  insert<T extends Table>(table: T, row: NewRow<T>): InsertQueryBuilder<Tables, T, InsertResult> {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return (this.#db.insertInto(table) as any).values({ ...row, provider_id: this.providerId })
  }

  /** Inserts one row and wants nothing back. The query is compiled once for each set of columns. */
  async add<T extends Table>(table: T, row: NewRow<T>): Promise<void> {
    const columns = Object.keys(row)
    await this.once(`add ${table} ${columns.join()}`, () => this.insert(table, row), [
      ...Object.values(row),
      this.providerId,
    ])
  }

  /**
   * Runs a query of the sign-in's hot path, compiled once: building it anew costs more than running it. `values` are
   * its parameters in the order of its text; the first run checks that they are.
   */
  async once<R>(key: string, build: () => Compilable<R>, values: readonly unknown[]): Promise<R[]> {
    let text = this.#texts.get(key)
    if (text === undefined) {
      const query = build().compile()
      if (JSON.stringify(query.parameters) !== JSON.stringify(values))
        throw new Error(`Query "${key}" has other parameters than the values given for it`)
      text = query.sql
      this.#texts.set(key, text)
    }
    return (await this.#db.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows
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
