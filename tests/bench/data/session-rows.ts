/** How many numbers the table `digits` has, from 0; two of them make a session's number. */
export const DIGITS = 1_000;

const choose = (number: string, values: string[]) =>
  `case ${number} % ${values.length} ${values
    .slice(0, -1)
    .map((value, index) => `when ${index} then ${value}`)
    .join(' ')} else ${values[values.length - 1]} end`;

const text = (value: string) => `'${value}'`;

const INITIATORS = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Strapi User', 'Jana Novak'];
const LANGUAGES = ['cs, de, fr', 'cs', 'de, es, it, pl', 'fr, ja'];

/** One session in all has it. */
export const NEEDLE = 'needle in the haystack';

/** One session in twenty failed, with this. */
export const FAILURE = 'Localazy refused the upload: Request failed with status code 500';

/** The time between the first session and the last, which has just started. */
const SPAN_MS = 360 * 24 * 60 * 60 * 1_000;

interface SessionRowOptions {
  /** How many sessions are made in all. */
  sessions: number;
  /** The newest session's start, epoch ms. */
  now: number;
}

/**
 * The columns of session number `n`, the oldest being 0, as SQL that all three databases understand:
 * a year of three tabs. Pairs share their start, one in twenty failed and ten are still running. Texts
 * are ASCII, so that their search columns are their lower case.
 */
export const sessionRow = ({ sessions, now }: SessionRowOptions) => {
  const step = Math.max(1, Math.floor(SPAN_MS / sessions));
  const startedAt = `${now - step * sessions} + (n - n % 2) * ${step}`;
  const running = `n % ${Math.max(1, Math.floor(sessions / 10))} = 7`;
  const failed = 'n % 20 = 3';
  const byStatus = (whenRunning: string, whenFailed: string, otherwise: string) =>
    `case when ${running} then ${whenRunning} when ${failed} then ${whenFailed} else ${otherwise} end`;
  const duration = '(n * 7919) % 600000';
  const initiator = `case when n % 3 = 2 then 'Webhook' else ${choose('n', INITIATORS.map(text))} end`;
  const summary = `case when n = ${Math.floor(sessions / 2)} then '${NEEDLE}' else ${byStatus(
    text('Downloading'),
    text(FAILURE),
    `'Updated ' || ((n * 31) % 5000) || ' entries in ' || ${choose('n', LANGUAGES.map(text))}`
  )} end`;
  return {
    instance_id: text('bench'),
    idempotency_key: `'bench:' || n`,
    event_type: choose('n', ['upload', 'download', 'webhook'].map(text)),
    status: byStatus(text('in-progress'), text('failed'), text('completed')),
    started_at: startedAt,
    duration_ms: byStatus(String(Number.MAX_SAFE_INTEGER), duration, duration),
    finished_at: byStatus('null', `${startedAt} + ${duration}`, `${startedAt} + ${duration}`),
    // In the future, so that no sweep fails the running ones during the bench.
    heartbeat_at: String(now + SPAN_MS),
    initiated_by: initiator,
    initiated_by_text: `lower(${initiator})`,
    summary,
    summary_text: `lower(${summary})`,
    entry_count: '5',
    warning_count: '1',
    error_count: '0',
    // Fewer than have warnings, as it would be.
    problems: `case when ${failed} or n % 10 = 1 then 1 else 0 end`,
    outcome: text('{"rows":[],"missingLanguages":[]}'),
  };
};
