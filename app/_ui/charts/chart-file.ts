import type { ChartTable } from './chart-table'

/** What a chart is called and what is behind it. */
export interface ChartFile {
  /** A noun: "Density". It names the menu, the table and the files. */
  readonly name: string
  /** What was measured, such as a dictionary; it begins the names of files. */
  readonly of: string
  /** The numbers, made when somebody asks for them. */
  readonly table: () => ChartTable | Promise<ChartTable>
}
