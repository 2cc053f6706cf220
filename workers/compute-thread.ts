import { kept } from '@/lib/compute/kept'
import { tasks } from '@/lib/compute/tasks'
import { serveTasks, type Task } from '@/lib/runtime/thread-host'

serveTasks(tasks as unknown as Record<string, Task>, { after: () => kept.trim() })
