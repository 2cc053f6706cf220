import { serveTasks, type Task } from '@/lib/runtime/thread-host'
import { tasks } from '@/lib/services/compute/tasks'

serveTasks(tasks as unknown as Record<string, Task>)
