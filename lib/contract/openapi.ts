/** The OpenAPI 3.1 document of the API, generated from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from './operations'
import { API_ROOT } from './paths'

const generator = new OpenAPIGenerator({
  schemaConverters: [
    new ZodToJsonSchemaConverter({
      // deeper than any schema here, so that none is cut off
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

/** How to say who asks, on a server with accounts. */
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
  'Features of dictionaries learned on language models. Writes need Content-Type application/json and a Host and Origin this server knows. On a server with accounts every operation asks who you are, and writes are signed with your name, whatever a body says; elsewhere those of accounts answer 404 and nothing else asks. x-role names the least role.'

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

/** The schema of an error's envelope with one of these codes. */
function envelopeOf(codes: string[]) {
  return {
    type: 'object' as const,
    properties: {
      error: {
        type: 'object' as const,
        properties: {
          code: { type: 'string' as const, enum: codes },
          message: { type: 'string' as const },
          details: { description: 'More about it; for invalid_input the issues, each with its path' },
        },
        required: ['code', 'message'],
      },
    },
    required: ['error'],
  }
}
