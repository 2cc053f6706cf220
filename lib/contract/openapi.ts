/** The OpenAPI 3.1 document of the API, generated from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from './operations'
import { API_ROOT } from './paths'

const generator = new OpenAPIGenerator({
  schemaConverters: [
    new ZodToJsonSchemaConverter({
      // deeper than any schema here, so that no schema is cut off
      maxStructureDepth: 30,
      interceptors: [({ next }) => withoutSafeBounds(next())],
    }),
  ],
})

type Converted = ReturnType<ZodToJsonSchemaConverter['convert']>

/** Leaves out the bounds that every integer in JavaScript has. */
function withoutSafeBounds([required, { minimum, maximum, ...schema }]: Converted): Converted {
  return [
    required,
    {
      ...schema,
      ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
      ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    },
  ]
}

/** Says how a request tells who asks, on a server with accounts. */
const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'semascope.session_token',
    description: 'Set by signing in: POST /session',
  },
  token: { type: 'http', scheme: 'bearer', description: 'An API token, made on the account page' },
} as const

const DESCRIPTION =
  'Features of dictionaries learned on language models. A write needs Content-Type application/json, and a Host and an Origin that this server knows. On a server with accounts, every operation needs a session or an API token, and writes are signed with the name of the account, whatever name a body has. On a server without accounts, operations on accounts answer 404, and all others are open. x-role is the lowest role that may use an operation.'

/** Returns the whole document. */
export function openApiDocument(version: string) {
  return generator.generate(contract, {
    info: { title: 'Semascope', version, description: DESCRIPTION },
    servers: [{ url: API_ROOT }],
    components: { securitySchemes: SECURITY_SCHEMES },
    customErrorResponseBodySchema: (errors) => {
      const starting = errors.find(([code]) => code === 'starting')
      return starting ? starting[3] : envelopeOf(errors.map(([code]) => code))
    },
  })
}

/** Returns the schema of the error envelope with one of these codes. */
function envelopeOf(codes: string[]) {
  return {
    type: 'object' as const,
    properties: {
      error: {
        type: 'object' as const,
        properties: {
          code: { type: 'string' as const, enum: codes },
          message: { type: 'string' as const },
          details: { description: 'More about the error; for invalid_input the issues, each with its path' },
        },
        required: ['code', 'message'],
      },
    },
    required: ['error'],
  }
}
