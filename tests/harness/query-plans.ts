import type { Knex } from 'knex';
import type { DatabaseClient } from './databases';

/** How a database would run a statement. */
interface QueryPlan {
  sql: string;
  /** It would read one of our tables from its beginning to its end. */
  isFullScan: boolean;
  /** It would sort rows rather than read them in order. */
  sorts: boolean;
  /** It would start other processes to share the work, if they cost nothing. */
  isShared: boolean;
  /** The database's own words. */
  words: string;
}

const OURS = /localazy_activity_(sessions|entries)/;

/** A plan names a table of ours, or states that only the end of an index is read. */
const IS_OURS = new RegExp(
  `${OURS.source}|Select tables optimized away|Const row not found|No matching min/max row`
);

type Explain = (knex: Knex, sql: string) => Promise<Omit<QueryPlan, 'sql'>>;

const sqlite: Explain = async (knex, sql) => {
  const steps: { detail: string }[] = await knex.raw(`explain query plan ${sql}`);
  const details = steps.map(({ detail }) => detail);
  return {
    isFullScan: details.some(
      (detail) => /^SCAN /.test(detail) && OURS.test(detail) && !/USING/.test(detail)
    ),
    sorts: details.some((detail) => /TEMP B-TREE.*ORDER BY/.test(detail)),
    isShared: false,
    words: details.join('; '),
  };
};

const explainPostgres = async (knex: Knex, sql: string): Promise<string> => {
  const { rows } = await knex.raw(`explain ${sql}`);
  return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
};

const postgres: Explain = async (knex, sql) => {
  const words = await explainPostgres(knex, sql);
  const whenShared = await knex.transaction(async (trx) => {
    await trx.raw('set local parallel_setup_cost = 0');
    return explainPostgres(trx, sql);
  });
  return {
    isFullScan: /Seq Scan on localazy_activity/.test(words),
    sorts: /^\s*(?:->\s+)?Sort\b/m.test(words),
    isShared: /Workers Planned/.test(whenShared),
    words,
  };
};

/** MySQL's own form of a plan would be a tree, which MariaDB doesn't know. */
const mysql: Explain = async (knex, sql) => {
  const [steps]: { table: string | null; type: string | null; Extra: string | null }[][] =
    await knex.raw(`explain format=traditional ${sql}`);
  return {
    isFullScan: steps.some(({ table, type }) => OURS.test(table ?? '') && type === 'ALL'),
    sorts: steps.some(({ table, Extra }) => OURS.test(table ?? '') && /filesort/.test(Extra ?? '')),
    isShared: false,
    words: steps.map((step) => JSON.stringify(step)).join('\n'),
  };
};

const EXPLAIN: Record<DatabaseClient, Explain> = { sqlite, postgres, mysql };

interface Statement {
  sql: string;
  bindings?: Knex.RawBinding[];
}

/** PostgreSQL's driver numbers what it binds, in order. */
const inline = (knex: Knex, { sql, bindings = [] }: Statement) =>
  knex.raw(sql.replace(/\$\d+/g, '?'), bindings).toQuery();

/** How the database would run each statement on our tables that `work` sends. */
export const queryPlansOf = async (
  knex: Knex,
  client: DatabaseClient,
  work: () => Promise<unknown>
): Promise<QueryPlan[]> => {
  const statements: Statement[] = [];
  const note = (statement: Statement) => {
    if (OURS.test(statement.sql) && !/^insert/i.test(statement.sql)) statements.push(statement);
  };
  knex.on('query', note);
  try {
    await work();
  } finally {
    knex.removeListener('query', note);
  }
  const plans: QueryPlan[] = [];
  for (const sql of new Set(statements.map((statement) => inline(knex, statement)))) {
    const plan = await EXPLAIN[client](knex, sql);
    if (!IS_OURS.test(plan.words))
      throw new Error(`A plan without our tables: ${plan.words}\n${sql}`);
    plans.push({ sql, ...plan });
  }
  return plans;
};
