/**
 * States an operation of the API once, by the contract builder of oRPC. Routes, the typed client and openapi.json all
 * come from this statement. Client-safe.
 */
import { oc, type Route } from '@orpc/contract'
import { z } from 'zod'
import type { Role } from '@/lib/domain/person'
import { type ErrorCode, STATUS } from '@/lib/errors'

/** Who may ask, on a server with accounts, and what an operation does. */
export interface OperationMeta {
  /** The lowest role that may ask; `nobody` needs no role. */
  readonly needs: Role | 'nobody'
  /** True if an API token is refused. */
  readonly session: boolean
  /** True if only a server with accounts has the operation. */
  readonly accounts: boolean
  /** True if it changes something, so that it is limited in frequency and recorded in the audit log. */
  readonly writes: boolean
}

interface Options extends Partial<OperationMeta> {
  /** The status of a success. Default 200. */
  readonly status?: number
  /** Errors of the operation besides those of every operation. */
  readonly errors?: readonly ErrorCode[]
  /** Media types of a success that is a file, each with the schema of the file or of one of its lines. */
  readonly media?: Readonly<Record<string, z.ZodType>> | undefined
}

const base = oc
  .$meta<OperationMeta>({ needs: 'reader', session: false, accounts: false, writes: false })
  .$route({ inputStructure: 'detailed' })

/** States an operation that reads. Its path is under /api/v1. */
export function read(path: `/${string}`, summary: string, options: Options = {}) {
  return operation('GET', path, summary, { needs: 'reader', writes: false, ...options })
}

/** States an operation that writes: for annotators, unless `needs` says otherwise. */
export function write(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: `/${string}`,
  summary: string,
  options: Options = {},
) {
  return operation(method, path, summary, { needs: 'annotator', writes: true, ...options })
}

/** A file as the body of an answer, with its media type and name in the headers. */
export const FileSchema = z.custom<Blob | ReadableStream<Uint8Array>>()
export const HeadersSchema = z.record(z.string(), z.string())
export const DownloadSchema = z.object({ headers: HeadersSchema, body: FileSchema })

function operation(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: `/${string}`,
  summary: string,
  options: Options & Pick<OperationMeta, 'needs' | 'writes'>,
) {
  const { status = 200, errors = [], media, needs, session = false, accounts = false, writes } = options
  return base
    .meta({ needs, session, accounts, writes })
    .route({
      ...{ method, path, summary, successStatus: status, successDescription: summary },
      operationId: operationId(method, path),
      tags: [path.split('/')[1]],
      outputStructure: media ? 'detailed' : 'compact',
      spec: describedBy({ needs, session, status, media }),
    })
    .errors(
      Object.fromEntries(
        [...errorsOfAll({ method, needs, accounts, writes }), ...errors].map((code) => [
          code,
          { status: STATUS[code] },
        ]),
      ) as Partial<Record<ErrorCode, { status: number }>>,
    )
}

/** The errors of every operation: for its input, for who asks, and for what the server cannot do now. */
function errorsOfAll({
  method,
  needs,
  accounts,
  writes,
}: Pick<OperationMeta, 'needs' | 'accounts' | 'writes'> & { method: string }): ErrorCode[] {
  return [
    'invalid_input',
    ...(needs === 'nobody' ? [] : (['unauthorized', 'forbidden'] as const)),
    ...(method === 'GET' ? [] : (['bad_request', 'forbidden', 'unsupported'] as const)),
    ...(writes ? (['rate_limited'] as const) : []),
    ...(accounts ? (['not_found'] as const) : []),
    'unavailable',
    'internal',
  ]
}

type Describe = Extract<NonNullable<Route['spec']>, (...values: never[]) => unknown>

/** Adds to an operation of the document what oRPC does not know: who may ask, and files. */
function describedBy({
  needs,
  session,
  status,
  media,
}: Pick<OperationMeta, 'needs' | 'session'> & Pick<Options, 'media'> & { status: number }): Describe {
  const security = needs === 'nobody' ? [] : session ? [{ session: [] }] : [{ session: [] }, { token: [] }]
  return (current) => ({
    ...current,
    ...{ security, 'x-role': needs },
    ...(current.parameters ? { parameters: current.parameters.map(plainParameter) } : {}),
    responses: {
      ...current.responses,
      ...(media
        ? {
            [status]: {
              description: current.summary ?? '',
              content: Object.fromEntries(
                Object.entries(media).map(([type, schema]) => [type, { schema: jsonSchemaOf(schema) }]),
              ),
            },
          }
        : {}),
    },
  })
}

/** Returns the JSON Schema of an answer. Named schemas are written in place, so that an operation can be read alone. */
function jsonSchemaOf(schema: z.ZodType) {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      delete jsonSchema.id
    },
  })
  return json
}

/** Returns a parameter without the claims that it may be empty or have reserved characters. */
function plainParameter<T extends object>(parameter: T): T {
  const { allowEmptyValue: _, allowReserved: __, ...rest } = parameter as T & Record<string, unknown>
  return rest as unknown as T
}

/** `GET /runs/{run}` to `getRunsRun`. */
function operationId(method: string, path: string): string {
  const words = path.split(/[^a-z]+/i).filter(Boolean)
  return method.toLowerCase() + words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')
}
