import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The web framework, by the names the rest of the server knows it under. */
export type Request = FastifyRequest
export type Reply = FastifyReply
export type Server = FastifyInstance
