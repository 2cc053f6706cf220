/** The values of a statement that is put together from parts. */
export class Parameters {
  readonly values: unknown[] = []

  /** Adds a value and returns its place in the statement, such as `$3`. */
  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}
