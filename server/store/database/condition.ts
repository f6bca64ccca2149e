export type Value = string | number;

/** A condition with its values, for knex's `whereRaw`. */
export interface Condition {
  sql: string;
  bindings: Value[];
}
