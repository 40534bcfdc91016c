import { FAULTS } from './catalogue.ts'

/** Which faults of one org are on. Kept in memory: a restart is honest again. */
export class FaultBoard {
  readonly #on = new Set<string>()
  #once = false
  /** Where jku and x5u of `jku-header` point. Undefined: to this org's own hit counter. */
  attackerUrl: string | undefined

  /** Replaces the set. Throws a RangeError that names what it does not know. */
  set(names: string[], { once = false, attackerUrl }: { once?: boolean; attackerUrl?: string } = {}): void {
    const unknown = names.filter((name) => !Object.hasOwn(FAULTS, name))
    if (unknown.length > 0) throw new RangeError(`Unknown faults: ${unknown.join(', ')}`)
    this.#on.clear()
    for (const name of names) this.#on.add(name)
    this.#once = once
    this.attackerUrl = attackerUrl
  }

  /** Whether it is on, without using it up: for what a fault prepares ahead of the lie itself. */
  has(name: string): boolean {
    return this.#on.has(name)
  }

  /** Whether to lie now. Uses the fault up when the set was switched on for one use. */
  use(name: string): boolean {
    if (!this.#on.has(name)) return false
    if (this.#once) this.#on.delete(name)
    return true
  }

  get any(): boolean {
    return this.#on.size > 0
  }

  list() {
    return Object.entries(FAULTS).map(([name, fault]) => ({ name, on: this.#on.has(name), ...fault }))
  }
}
