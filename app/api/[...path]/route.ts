/** Answers every request under /api/ by the contract. */
import { answer } from '../_lib/handler'

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
