import type { StudyRole } from '@/lib/domain/study'

export const ROLE_NAME: Record<StudyRole, string> = {
  features: 'Features',
  neurons: 'Neurons',
  control: 'Random control',
}
