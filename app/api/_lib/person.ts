/**
 * Who is writing. Without sign-in a person is the name they chose, sent with each request; every route of studies
 * asks here, so that a signed-in account can take the name's place.
 */
export function whoIsWriting(_request: Request, claimed: string): string {
  return claimed
}
