/** What crosses the wire between the server and the web app: schemas, the types inferred from them, error codes. */

export * from './connection.ts'
export * from './failures.ts'
export * from './people.ts'
export * from './problem.ts'
export * from './session.ts'
export * from './sign-in.ts'
export * from './traces.ts'
