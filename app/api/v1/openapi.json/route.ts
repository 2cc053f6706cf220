import { openApiDocument } from '@/lib/contract/openapi'
import packageJson from '@/package.json'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({}, async () => openApiDocument(packageJson.version))
