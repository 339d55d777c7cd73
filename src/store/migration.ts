import type { CreateTableBuilder, RawBuilder, SchemaModule } from 'kysely'
import type { Engine } from './database.ts'

/** What a migration makes its steps with. */
export interface MigrationKit {
  readonly schema: SchemaModule
  readonly engine: Engine
  /** `create table`, strict where the engine knows it. */
  table(name: string): CreateTableBuilder<string, never>
  /** A statement that the schema builder cannot say. */
  statement(text: RawBuilder<unknown>): Step
}

interface Step {
  execute(): Promise<unknown>
}

/** One change of the schema: statements in order, one definition each. */
export interface Migration {
  readonly name: string
  steps(kit: MigrationKit): readonly Step[]
}
