/** CPU time of processes and which core they run on; Linux only. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, release } from 'node:os'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString())

/** User + system of all threads, in seconds, ended threads included (proc_pid_stat(5), fields 14 and 15). */
export function cpuSeconds(pid: number): number {
  const fields = statFields(pid)
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** The process and its children, such as PostgreSQL's backends. */
export function cpuSecondsWithChildren(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
  // Fields 16 and 17: children that have ended and been waited for.
  const ended = (Number(statFields(pid)[13]) + Number(statFields(pid)[14])) / ticksPerSecond
  return children.reduce(
    (sum, child) => sum + safely(() => cpuSeconds(Number(child)), 0),
    cpuSeconds(pid) + ended,
  )
}

function parentOf(pid: number): number {
  return safely(() => Number(statFields(pid)[1]), 0)
}

function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

/** Puts this process, and what it starts, on core 1; answers the command that puts a server on core 0 alone. */
export function shareOutCores(): string[] {
  if (availableParallelism() < 2) return []
  return safely(() => {
    execFileSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)])
    return ['taskset', '-c', '0']
  }, [])
}

export function machine(cores: number): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cores} cores, Linux ${release().split('-')[0]}, Node ${process.versions.node}`
}
