import packageJson from '@/package.json'

/** The version of the code that makes analyses: part of every run's provenance. */
export const CODE_VERSION: string = packageJson.version
