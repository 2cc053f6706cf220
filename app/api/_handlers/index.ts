/** Every operation of the contract with its handler. */
import { plain } from '../_lib/implement'
import { annotations } from './annotations'
import { changes } from './changes'
import { dictionaries } from './dictionaries'
import { features } from './features'
import { inspect } from './inspect'
import { labels } from './labels'
import { lists } from './lists'
import { comments, marks, stars, tags } from './marks'
import { account, audit, invitations, people, session, tokens } from './people'
import { runs } from './runs'
import { search } from './search'
import { health, openapi } from './server'
import { studies } from './studies'

export const router = plain.router({
  ...{ health, openapi, dictionaries, features, search, inspect },
  ...{ labels, annotations, marks, stars, comments, tags, lists, changes, studies, runs },
  ...{ session, account, tokens, people, invitations, audit },
})
