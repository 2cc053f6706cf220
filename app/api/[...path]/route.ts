/** The one mount of the contract: every request under /api/. */
import { answer } from '../_lib/handler'

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
