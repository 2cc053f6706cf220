/** The OpenAPI 3.1 document of the API, generated from the schemas its routes validate with. Pure. */
import { z } from 'zod'
import { OPERATIONS, type Operation } from './operations'
import { ErrorSchema } from './schemas'

type Json = Record<string, unknown>

/** JSON Schema of what comes in (`input`) or goes out (`output`). */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    // named schemas stay where they are used: each operation can be read alone
    override: ({ jsonSchema }) => {
      delete jsonSchema.id
    },
  }) as Json
  return json
}

/** How to say who asks, on a server with accounts. */
const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'semascope.session_token',
    description: 'Set by signing in: POST /session',
  },
  token: { type: 'http', scheme: 'bearer', description: 'An API token, made on the account page' },
}

function securityOf({ security }: Operation): Json[] {
  if (security === 'none') return []
  return security === 'session' ? [{ session: [] }] : [{ session: [] }, { token: [] }]
}

/** The whole document. */
export function openApiDocument(version: string): Json {
  const byPath = new Map<string, Json>()
  for (const operation of OPERATIONS) {
    const known = byPath.get(operation.path) ?? {}
    byPath.set(operation.path, { ...known, [operation.method]: describe(operation) })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Semascope',
      version,
      description:
        'Features of dictionaries learned on language models. Writes need Content-Type application/json and a Host and Origin this server knows. On a server with accounts every operation asks who you are, and writes are signed with your name, whatever a body says; elsewhere those of accounts answer 404 and nothing else asks.',
    },
    servers: [{ url: '/api/v1' }],
    components: { securitySchemes: SECURITY_SCHEMES },
    paths: Object.fromEntries(byPath),
  }
}

function describe(operation: Operation): Json {
  const { summary, body, answer, status = 200, media = ['application/json'] } = operation
  return {
    summary,
    operationId: operationId(operation),
    security: securityOf(operation),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: summary,
        content: Object.fromEntries(
          media.map((type) => [type, type === 'text/csv' ? {} : { schema: schemaOf(answer, 'output') }]),
        ),
      },
      default: {
        description: 'What went wrong',
        content: { 'application/json': { schema: schemaOf(ErrorSchema, 'output') } },
      },
    },
  }
}

/** `get /runs/{run}` to `getRunsRun`. */
function operationId({ method, path }: Operation): string {
  const words = path.split(/[^a-z]+/i).filter(Boolean)
  return method + words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')
}

const NUMBERED = ['feature', 'run', 'label', 'comment', 'tag', 'entry', 'change']

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: NUMBERED.includes(name) ? { type: 'integer', minimum: 0 } : { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }))
}
