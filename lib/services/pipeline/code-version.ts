import packageJson from '@/package.json'

/** The version of the code that makes analyses; it is part of the provenance of every run. */
export const CODE_VERSION: string = packageJson.version
